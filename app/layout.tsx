import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SandboxStrip } from '@/components/frame/sandbox-strip.tsx'
import { ScriptsMissing } from '@/components/frame/scripts-missing.tsx'
import { BeforeScripts } from '@/components/ui/early/before-scripts.tsx'
import { ReplayPresses } from '@/components/ui/early/replay-presses.tsx'
import { readTheme, THEME_COOKIE } from '@/lib/preferences.ts'
import { systemName } from '@/lib/server/http/browser-name.ts'
import { NONCE } from '@/lib/server/http/page-headers.ts'
import { isSandbox } from '@/lib/server/platform/env.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Rollcall', template: '%s · Rollcall' },
  description: 'Every agent of your Zoom Contact Center',
  icons: { icon: '/icon.svg' },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1114' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value)
  const asked = await headers()
  const system = systemName(asked.get('user-agent') ?? '')
  return (
    <html lang="en" data-theme={theme} data-system={system}>
      <head>
        <BeforeScripts nonce={asked.get(NONCE) ?? undefined} />
      </head>
      <body className="flex h-dvh flex-col [@media(height<31.25rem)]:h-auto [@media(height<31.25rem)]:min-h-dvh">
        {isSandbox() && <SandboxStrip />}
        <ScriptsMissing />
        {children}
        <ReplayPresses />
      </body>
    </html>
  )
}
