import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { metrics, portTaken, serveMetrics } from './metrics.ts'

const servers: Server[] = []

async function serve(port = 0): Promise<number> {
  const server = await serveMetrics(port)
  servers.push(server)
  return (server.address() as AddressInfo).port
}

/** node:http, because fetch keeps connections open, which would hold up closing. */
function ask(
  port: number,
  path: string,
  method = 'GET',
): Promise<{ status?: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false }, async answer => {
      const chunks = await answer.toArray()
      resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() })
    })
    sent.once('error', reject).end()
  })
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('the metrics port', () => {
  test('tells what was counted and how the process is', async () => {
    const path = '/contact_center/users/{userId}'
    metrics().requests.observe({ path, status: 200 }, 0.03)
    metrics().refreshes.inc({ outcome: 'renewed' })
    const { status, headers, body } = await ask(await serve(), '/metrics')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(body).toContain(
      `rollcall_request_duration_seconds_bucket{le="0.05",path="${path}",status="200"} 1`,
    )
    expect(body).toContain('rollcall_refreshes_total{outcome="renewed"} 1')
    expect(body).toContain('process_resident_memory_bytes ')
  })

  test('has one path and one method', async () => {
    const port = await serve()
    expect((await ask(port, '/')).status).toBe(404)
    expect(await ask(port, '/metrics', 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  test('listens on the loopback address alone', async () => {
    await serve()
    expect(servers[0]?.address()).toMatchObject({ address: '127.0.0.1' })
  })

  test('says which variable is wrong when its port is taken', async () => {
    const port = await serve()
    await expect(serveMetrics(port)).rejects.toThrow(`METRICS_PORT is ${port}, but another program has it.`)
  })

  test('says so too when it cannot be opened for another reason', () => {
    const { message } = portTaken(80, Object.assign(new Error('x'), { code: 'EACCES' }))
    expect(message).toBe(
      'METRICS_PORT is 80, but it cannot be opened (EACCES). Choose a free port, or leave it out.',
    )
  })

  test('counts in one place although the module is loaded twice', async () => {
    vi.resetModules()
    const { metrics: again } = await import('./metrics.ts')
    expect(again).not.toBe(metrics)
    expect(again()).toBe(metrics())
  })
})
