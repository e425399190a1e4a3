/* How a profile looks, for React and for what stands in for it before its scripts are there (early-profile.tsx). */

export const PROFILE_PANEL =
  'absolute inset-y-0 right-0 left-auto z-20 m-0 flex inert:invisible h-auto max-h-none w-[35rem] max-w-[calc(100vw-13.5rem)] flex-col overflow-hidden border-l bg-raised text-text shadow-float focus:outline-none max-sm:fixed max-sm:inset-0 max-sm:size-full max-sm:max-w-none max-sm:border-0'

export const PROFILE_NAME =
  'line-clamp-5 text-left text-20 font-semibold tracking-[-0.012em] [overflow-wrap:anywhere]'
