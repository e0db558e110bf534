/*
 * From sending the form to being signed in, with the CPU slowed four times: how long the page was
 * busy in pieces that people notice (over 50 ms each), the longest of them, and what code was
 * fetched only then.
 */
import { buildAmplify, buildOurs, buildPeer, workshop } from './support/apps.ts'
import type { App } from './support/apps.ts'
import { median, print } from './support/figures.ts'
import { openStage, slow } from './support/stage.ts'

declare global {
  interface Window {
    tasks: { readonly end: number; readonly duration: number }[]
    arrived: Promise<number>
  }
}

const shop = await workshop()
const amplify = await buildAmplify(shop)
const apps = [await buildPeer(shop, 'stock'), ...(amplify ? [amplify] : []), await buildOurs(shop)]
const stage = await openStage()

async function signIn(app: App) {
  const person = await stage.people.make('confirmed')
  const context = await stage.visitor(app)
  const page = await context.newPage()
  await slow(page, { line: false })
  await page.goto(app.path)
  const email = page.locator('input[name=email], input[name=username]').first()
  await email.fill(person.email)
  await page.locator('input[name=password]').fill(person.password)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => {
    window.tasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        window.tasks.push({ end: startTime + duration, duration })
    }).observe({ type: 'longtask' })
    // Each says hello in its own way, and all of them in the end in a heading. Playwright's own
    // look at the page would be a long task in it.
    window.arrived = new Promise((resolve) => {
      new MutationObserver(() => {
        if (/Signed in|Hello/.test(document.querySelector('h1')?.textContent ?? ''))
          resolve(performance.now())
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    addEventListener('submit', ({ timeStamp }) => (window.submitted = timeStamp), true)
  })
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await page.locator('input[name=password]').press('Enter')
  const took = await page.evaluate(async () => (await window.arrived) - window.submitted)
  await page.waitForLoadState('networkidle')
  // What the page painted last is told before it has nothing more to do.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))),
  )
  // Not what ran before, such as code that came while somebody typed.
  const tasks = await page.evaluate(() =>
    window.tasks.filter(({ end }) => end > window.submitted).map(({ duration }) => duration),
  )
  await context.close()
  return {
    took,
    scripts: scripts.length,
    longest: Math.max(0, ...tasks),
    blocking: tasks.reduce((sum, duration) => sum + duration - 50, 0),
  }
}

const runs = new Map(apps.map((app) => [app, [] as Awaited<ReturnType<typeof signIn>>[]]))
for (let round = 0; round < 7; round++)
  for (const [app, measured] of runs) measured.push(await signIn(app))

print(
  'From the submit to being signed in, CPU slowed 4 times, median of 7',
  Object.fromEntries(
    [...runs].map(([{ name }, measured]) => {
      const of = (key: keyof (typeof measured)[number]) => median(measured.map((it) => it[key]))
      return [
        name,
        {
          'blocking, ms': of('blocking'),
          'longest task, ms': of('longest'),
          'in all, ms': of('took'),
          'scripts fetched after': of('scripts'),
        },
      ]
    }),
  ),
)
await stage.close()
await shop.close()
