/*
 * From the click to the list of files on a line of 150 ms, in a browser that has no connection to
 * AWS yet: TLS, HTTP/2 and preflights are real, the line is played.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from '#test/support/find-browser.ts'
import { buildAmplify, buildOurs, buildPeer, workshop } from './support/apps.ts'
import type { App } from './support/apps.ts'
import { coldLines, roundTrip } from './support/cold-line.ts'
import { median, print } from './support/figures.ts'
import { openStage } from './support/stage.ts'

declare global {
  interface Window {
    submitted: number
  }
}

const shop = await workshop()
const amplify = await buildAmplify(shop)
const apps = [...(amplify ? [amplify] : []), await buildPeer(shop, 'stock'), await buildOurs(shop)]
const stage = await openStage({ lines: coldLines })

async function fromClickToList(app: App) {
  const person = await stage.people.make('confirmed')
  const profile = await mkdtemp(join(tmpdir(), 'profile-'))
  stage.show(app)
  // Not a private window: there a connection made beforehand is not the one that is used.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser({ whole: true }),
    // Not Playwright's own way, under which a connection made beforehand fails.
    args: ['--ignore-certificate-errors', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    baseURL: stage.origin,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(`${app.path}?returnTo=/files`)
  await page.locator('input[name=email], input[name=username]').first().fill(person.email)
  await page.locator('input[name=password]').fill(person.password)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => {
    addEventListener('submit', ({ timeStamp }) => (window.submitted = timeStamp), true)
  })
  await page.locator('input[name=password]').press('Enter')
  const listed = await page.waitForFunction(() => {
    const empty = [...document.querySelectorAll('h2')].some((it) =>
      it.textContent.startsWith('Nothing'),
    )
    return (empty || document.querySelector('[data-state=listed]')) && performance.now()
  })
  const took = Number(await listed.jsonValue()) - (await page.evaluate(() => window.submitted))
  await context.close()
  await rm(profile, { recursive: true, force: true })
  return took
}

const runs = new Map(apps.map((app) => [app, [] as number[]]))
for (let round = 0; round < 5; round++)
  for (const [app, measured] of runs) measured.push(await fromClickToList(app))

print(
  `From the click to the list, no connection yet, a round trip of ${roundTrip} ms, median of 5`,
  Object.fromEntries(
    [...runs].map(([{ name }, measured]) => {
      const ms = median(measured)
      return [name, { ms, 'round trips': ms / roundTrip }]
    }),
  ),
)
await stage.close()
await shop.close()
