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
      fontFamily: { sans: 'var(--font)', mono: 'var(--mono)' },
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
