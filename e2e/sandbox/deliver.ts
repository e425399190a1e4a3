import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import type { Answer } from './api/answer.ts'
import type { FaultAction } from './faults.ts'

/** Sends the answer, at the pace and to the extent that the fault allows. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: FaultAction,
  closing: AbortSignal,
): Promise<void> {
  const body = Buffer.from(answer.body)
  if (fault.fill) return fill(response, answer, fault.fill)
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length })
  if (fault.truncate) {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  } else if (fault.trickle) {
    const { bytes, every_ms } = fault.trickle
    for (let sent = 0; sent < body.length && !response.destroyed; sent += bytes) {
      response.write(body.subarray(sent, sent + bytes))
      await sleep(every_ms, undefined, { signal: closing })
    }
    response.end()
  } else {
    response.end(body)
  }
}

/** White space is valid JSON between the brackets, so only the size is wrong. */
async function fill(
  response: ServerResponse,
  answer: Answer,
  { megabytes, gzip = false }: { megabytes: number; gzip?: boolean },
): Promise<void> {
  const encoding = gzip ? { 'Content-Encoding': 'gzip' } : {}
  response.writeHead(answer.status, { ...answer.headers, ...encoding })
  const packed = gzip ? createGzip() : null
  packed?.pipe(response)
  const out = packed ?? response
  const megabyte = Buffer.alloc(1_048_576, ' ')
  const gone = once(response, 'close').catch(() => undefined)
  out.write(answer.body.slice(0, -1))
  for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1) {
    if (!out.write(megabyte)) await Promise.race([once(out, 'drain'), gone])
  }
  out.end(answer.body.slice(-1))
}
