/** The process answers. Nothing else is asked: a store that is away is no reason to restart this instance. */
export const dynamic = 'force-dynamic'

export function GET(): Response {
  return Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } })
}
