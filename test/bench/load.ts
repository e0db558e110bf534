/*
 * The sign-in screen as somebody sees it who was never here: what is downloaded, when the largest
 * thing stands, and when the form can be used. CPU slowed four times, 150 ms and 1.6 Mbit/s, HTTP/2.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { buildAmplify, buildOurs, buildPeer, workshop, writeForm } from './support/apps.ts'
import type { App } from './support/apps.ts'
import { median, print } from './support/figures.ts'
import { openStage, slow } from './support/stage.ts'

const shop = await workshop()
const [bare, amplify] = [await buildPeer(shop, 'bare'), await buildAmplify(shop)]
const form = await writeForm(shop)
const apps = [
  form,
  bare,
  await buildPeer(shop, 'stock'),
  ...(amplify ? [amplify] : []),
  await buildOurs(shop),
]
const stage = await openStage({ http2: true })

declare global {
  interface Window {
    times: { lcp: number; usable: number }
  }
}

/** Runs in the page: notes when the password field answers, and the largest paint. */
function observe() {
  const times = (window.times = { lcp: 0, usable: 0 })
  new PerformanceObserver((list) => {
    times.lcp = list.getEntries().at(-1)?.startTime ?? times.lcp
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  const look = () => {
    const field = document.querySelector('input[type=password]')
    const alive = field && Object.keys(field).some((key) => key.startsWith('__reactProps'))
    if (alive) times.usable = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const measures = (app: App) => ({
  app,
  lcp: [] as number[],
  usable: [] as number[],
  kB: 0,
})
const all = apps.map(measures)
for (let round = 0; round < 7; round++) {
  for (const measure of all) {
    const { app } = measure
    const context = await stage.visitor(app)
    const page = await context.newPage()
    await slow(page, { line: true })
    const files = new Set<string>()
    page.on('request', (request) => {
      if (/document|script|stylesheet/.test(request.resourceType())) files.add(request.url())
    })
    await page.addInitScript(observe)
    await page.goto(app.path, { waitUntil: 'networkidle' })
    if (app !== form) await page.waitForFunction(() => window.times.usable > 0)
    await page.waitForFunction(() => window.times.lcp > 0)
    const { lcp, usable } = await page.evaluate(() => window.times)
    measure.lcp.push(lcp)
    measure.usable.push(usable)
    measure.kB = 0
    for (const file of files) {
      const { pathname } = new URL(file)
      const name = pathname === app.path ? join(pathname, 'index.html') : pathname
      const bytes = await readFile(join(app.dist, name))
      measure.kB += brotliCompressSync(bytes).length / 1000
    }
    await context.close()
  }
}

print(
  'The sign-in screen on a first visit, median of 7, in brackets as a share of the first row',
  Object.fromEntries(
    all.map(({ app, kB, lcp, usable }) => [
      app.name,
      {
        'kB, brotli': kB,
        'largest paint, ms': median(lcp),
        ...(app !== form && { 'usable, ms': median(usable) }),
      },
    ]),
  ),
)
await stage.close()
await shop.close()
