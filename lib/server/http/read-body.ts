import 'server-only'

/** The body as it was sent; null when it is longer than `most_bytes`, whose rest is not read then. */
export async function readBody(request: Request, most_bytes: number): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length')) > most_bytes) return null
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most_bytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
