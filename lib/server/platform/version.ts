import 'server-only'
import about from '@/package.json' with { type: 'json' }

/** The version of Rollcall that runs. */
export const VERSION: string = about.version
