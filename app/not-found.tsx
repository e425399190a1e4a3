import { connection } from 'next/server'

export const metadata = { title: 'Not found' }

export default async function NotFound() {
  // A page made at build time would carry no nonce, and its scripts would be refused.
  await connection()
  return (
    <main className="w-88 max-w-full px-6 pt-24">
      <h1 className="text-20 font-semibold">There is no such page</h1>
      <p className="mt-2 mb-5 text-text-2">The address may be mistyped or out of date.</p>
      <a href="/agents" className="button button-ink w-fit">
        Show all agents
      </a>
    </main>
  )
}
