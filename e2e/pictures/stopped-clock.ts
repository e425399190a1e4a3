import { createServer } from 'node:http'

/*
 * Preloaded into the app that is pictured: its clocks stand still, so that every picture shows the same times. A
 * request for `/4000` on the port `CLOCK_PORT` moves them on by four seconds and answers the time.
 */

/** Two minutes past two, tomorrow: a cookie of an app that is behind the browser would be over when it comes. */
let now = new Date(Date.now() + 86_400_000).setUTCHours(14, 2, 10, 0)

const origin = now - performance.now()

performance.now = () => now - origin
Date.now = () => now
globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now] : given, newTarget),
})

createServer((request, response) => {
  now += Number(request.url?.slice(1))
  response.end(String(now))
})
  .listen(Number(process.env.CLOCK_PORT), '127.0.0.1')
  .unref()
