/** The pages of whoever is signed in: how each is called in our code, its address, and its name on screen. */
export const PAGES = [
  ['agents', '/agents', 'Agents'],
  ['connection', '/connection', 'Connection'],
] as const

export type Page = (typeof PAGES)[number][0]

/** Whether a path leads to one of them, or to something below it, as a profile is. */
export const isPagePath = (pathname: string) =>
  PAGES.some(([, path]) => pathname === path || pathname.startsWith(`${path}/`))

/** Where signing out leads to (lib/sign-in-address.ts). */
export const SIGNED_OUT = '/sign-in?reason=signed_out'
