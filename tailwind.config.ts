import type { Config } from 'tailwindcss'

/** The design's tokens. Colours are variables of globals.css, where each has its light and its dark value. */
export default {
  theme: {
    extend: {
      colors: Object.fromEntries(
        [
          'bg raised hover selected line line-2 control text text-2 text-3 accent ink ink-text',
          'danger danger-weak warn warn-weak dim',
        ]
          .join(' ')
          .split(' ')
          .map(name => [name, `var(--${name})`]),
      ),
      fontFamily: {
        // Not `system-ui`: it picks a CJK face on some Windows locales and DejaVu on bare Linux.
        sans: '-apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, Cantarell, "Noto Sans", "Liberation Sans", sans-serif',
        mono: 'ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "Liberation Mono", monospace',
      },
      fontSize: {
        11: ['0.6875rem', '1rem'],
        12: ['0.75rem', '1rem'],
        13: ['0.8125rem', '1.25rem'],
        15: ['0.9375rem', '1.25rem'],
        20: ['1.25rem', '1.625rem'],
      },
      boxShadow: { float: 'var(--shadow-float)' },
    },
  },
} satisfies Config
