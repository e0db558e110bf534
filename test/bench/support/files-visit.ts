import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { BrowserContext, Page } from '@playwright/test'

import type { App } from './apps.ts'
import type { openStage } from './stage.ts'
import { tap } from './tap.ts'

type Stage = Awaited<ReturnType<typeof openStage>>
type Person = Awaited<ReturnType<Stage['people']['make']>>

async function signIn(page: Page, { email, password }: Person) {
  await page.locator('input[name=email], input[name=username]').first().fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.waitForLoadState('networkidle')
  await page.locator('input[name=password]').press('Enter')
}

const listed = (page: Page) =>
  page.locator('[data-state=listed], h1:text("Nothing here yet"), h2:text("Nothing here yet")')

/** Scripts and styles as they come over the line, in kilobytes of brotli. */
function watchBytes(page: Page) {
  const paths = new Set<string>()
  page.on('request', (request) => {
    if (/script|stylesheet/.test(request.resourceType())) paths.add(new URL(request.url()).pathname)
  })
  return async ({ dist }: App, like = /^/) => {
    const sizes = [...paths]
      .filter((path) => like.test(path))
      .map(async (path) => brotliCompressSync(await readFile(join(dist, path))).length)
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000
  }
}

/** The files page and all that only it needs, as the build names it. */
const ofFiles = /aws-sdk|file|upload|identity-pool|checksum/

/** In by the form, to the files, and there once more after a reload. */
export async function visitFiles(stage: Stage, app: App) {
  const context = await stage.visitor(app)
  const page = await context.newPage()
  const asked = tap(stage.aws)
  const bytes = watchBytes(page)
  const person = await stage.people.make('confirmed')
  await page.goto(app.path, { waitUntil: 'networkidle' })
  const before = await bytes(app, ofFiles)
  await page.goto(`${app.path}?returnTo=/files`, { waitUntil: 'networkidle' })
  asked.take()
  await signIn(page, person)
  await listed(page).waitFor()
  await page.waitForLoadState('networkidle')
  const [first, whole] = [asked.take(), await bytes(app)]
  await page.reload()
  await listed(page).waitFor()
  await page.waitForLoadState('networkidle')
  const reload = asked.take()
  asked.close()
  await context.close()
  return { before, whole, first, reload }
}

const hours = 2 * 3600

/** Listings at once, when neither tokens nor credentials are good any more. */
export async function askAtOnce(stage: Stage, calls: App, times: number) {
  const context: BrowserContext = await stage.visitor(calls)
  await stage.people.enter(context, await stage.people.make('confirmed'))
  const open = async () => {
    const page = await context.newPage()
    await page.goto('/')
    await page.waitForFunction(() => 'bench' in window)
    return page
  }
  const earlier = await open()
  await earlier.evaluate(() => window.bench.list(1))
  await earlier.close()
  await stage.lever('clock', 'POST', { advance: hours })
  await context.clock.install({ time: Date.now() + hours * 1000 })
  // A page renews tokens that are over as soon as it is open.
  const asked = tap(stage.aws)
  const page = await open()
  await page.evaluate((count) => window.bench.list(count), times)
  const seen = asked.take()
  asked.close()
  await context.close()
  await stage.lever('clock', 'POST', { reset: true })
  return seen
}
