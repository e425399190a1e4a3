import { readFileSync } from 'node:fs'
import path from 'node:path'

const manifest = path.resolve(import.meta.dirname, '../../.next/app-path-routes-manifest.json')

/** Everything that the build answers, from its own list; a placeholder in an address is `x`. */
export function builtRoutes(): { handlers: string[]; pages: string[] } {
  const routes = Object.entries(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>)
  const of = (kind: string) =>
    routes
      .filter(([file, address]) => file.endsWith(`/${kind}`) && !address.startsWith('/_'))
      .map(([, address]) => address.replaceAll(/\[{1,2}(\.\.\.)?\w+\]{1,2}/g, 'x'))
      .sort()
  return { handlers: of('route'), pages: of('page') }
}
