import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { root } from '../../scripts/run.mjs'

/** Debian has it where not everybody's PATH leads. */
const NGINX = existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx'

/** Stands before several instances; `ports` are theirs. */
export type Balancer = (port: number, ports: number[]) => Promise<{ close: () => Promise<void> }>

/**
 * As `Caddyfile` wants it: the next one where one does not answer, or has not the script that is asked for. By chance and not
 * in turn: a tab that asks an even number of times would meet the same one for ever.
 */
export const openBalancer: Balancer = async (port, ports) => {
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const isScript = request.url?.startsWith('/_next/static/')
    const first = isScript ? 0 : Math.floor(Math.random() * ports.length)
    let missing = 502
    for (const instance of [...ports.slice(first), ...ports.slice(0, first)]) {
      const answer = await pass(request, body, instance).catch(() => null)
      if (!answer) continue
      if (isScript && answer.statusCode === 404) {
        missing = 404
        answer.resume()
        continue
      }
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.on('error', () => response.destroy()).pipe(response)
      return
    }
    response.writeHead(missing).end()
  }).listen(port, 'localhost')
  await once(server, 'listening')
  return {
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function pass(request: IncomingMessage, body: Buffer, port: number): Promise<IncomingMessage> {
  const { method, url, headers } = request
  return new Promise((resolve, reject) => {
    const passed = httpRequest({ port, host: 'localhost', method, path: url, headers, agent: false }, resolve)
    passed.once('error', reject).end(body)
  })
}

/** Whether this machine has a Caddy, or an nginx; they are not needed for anything else. */
export const hasCaddy = () => spawnSync('caddy', ['version']).status === 0
export const hasNginx = () => spawnSync(NGINX, ['-v']).status === 0

/** Caddy with the project's own `Caddyfile`, for http. */
export const openCaddy: Balancer = async (port, ports) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-caddy-'))
  const config = path.join(folder, 'Caddyfile')
  const hasBrotli = String(execFileSync('caddy', ['list-modules'])).includes('http.encoders.br')
  const own = readFileSync(path.join(root, 'Caddyfile'), 'utf8').replace('{\n', '{\n\tadmin off\n')
  writeFileSync(config, hasBrotli ? own : own.replace('encode br ', 'encode '))
  const instances = ports.map(instance => `localhost:${instance}`)
  const child: ChildProcess = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      SITE_ADDRESS: `http://localhost:${port}`,
      INSTANCES: instances.join(' '),
      INSTANCES_FROM_THE_LAST: instances.toReversed().join(' '),
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
  })
  return answering(child, port, folder)
}

/** nginx with the project's own `nginx.conf`, for http. */
export const openNginx: Balancer = async (port, ports) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-nginx-'))
  const instances = ports.map(instance => `server 127.0.0.1:${instance} fail_timeout=5s;`)
  const own = readFileSync(path.join(root, 'nginx.conf'), 'utf8')
    .replace(/(\s+server app-\d:3000 .*;)+/, `\n${instances.join('\n')}`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:443 ssl;', `listen [::1]:${port};`)
    .replace(/ssl_certificate.*;/g, '')
  const config = path.join(folder, 'nginx.conf')
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    kind => `${kind}_temp_path ${path.join(folder, kind)};`,
  )
  writeFileSync(
    config,
    `daemon off; master_process off; pid ${path.join(folder, 'pid')}; error_log stderr;
     events {} http { access_log off; ${folders.join(' ')} ${own} }`,
  )
  const child = spawn(NGINX, ['-c', config, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] })
  return answering(child, port, folder)
}

/** Resolves once a proxy that was started hands on. */
async function answering(child: ChildProcess, port: number, folder: string) {
  let output = ''
  child.stderr?.on('data', chunk => {
    output += chunk
  })
  while (!(await answers(port)))
    if (child.exitCode !== null) throw new Error(`The proxy did not start:\n${output}`)
  return {
    async close() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const answers = (port: number) =>
  fetch(`http://localhost:${port}/api/health/live`).then(
    () => true,
    () => new Promise<boolean>(resolve => setTimeout(resolve, 50, false)),
  )
