/*
 * Round trips to AWS, preflights counted, from signing in to the first list of files and later on;
 * and how soon the end of a session is noticed. Each count has to be the same in all of its runs.
 */
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import type { BrowserContext, Page } from '@playwright/test'
import { buildAmplify, buildOurs, buildPeer, workshop } from './support/apps.ts'
import type { App } from './support/apps.ts'
import { median, print } from './support/figures.ts'
import { openStage, requestsOf } from './support/stage.ts'
import type { Bench } from './peers/calls.tsx'

declare global {
  interface Window {
    bench: Bench
    check(): Promise<unknown>
  }
}

const runs = 20
const hours = 2 * 3600

const shop = await workshop()
const amplify = await buildAmplify(shop)
const [ours, stock, calls] = [
  await buildOurs(shop),
  await buildPeer(shop, 'stock'),
  await buildPeer(shop, 'calls'),
]
const stage = await openStage()
const admin = new CognitoIdentityProvider({
  region: 'us-east-1',
  endpoint: stage.aws,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
})

type Person = Awaited<ReturnType<typeof stage.people.make>>

async function signIn(page: Page, { email, password }: Person) {
  await page.locator('input[name=email], input[name=username]').first().fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('input[name=password]').press('Enter')
}
const listed = (page: Page) =>
  page.locator('[data-state=listed], h1:text("Nothing here yet"), h2:text("Nothing here yet")')

async function firstList(app: App) {
  const context = await stage.visitor(app)
  const page = await context.newPage()
  const seen = await requestsOf(page, stage.isAws)
  const person = await stage.people.make('confirmed')
  await page.goto(`${app.path}?returnTo=/files`)
  await signIn(page, person)
  await listed(page).waitFor()
  await page.waitForLoadState('networkidle')
  return { context, page, person, seen, count: seen.splice(0).length }
}

/** In, out and in again, and a reload, as the app itself does them. */
async function walk() {
  const { context, page, person, seen, count: first } = await firstList(ours)
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
  await page.waitForLoadState('networkidle')
  seen.length = 0
  await page.goto('/sign-in?returnTo=/files')
  await signIn(page, person)
  await listed(page).waitFor()
  await page.waitForLoadState('networkidle')
  const again = seen.splice(0).length
  await page.reload()
  await listed(page).waitFor()
  await page.waitForLoadState('networkidle')
  const reload = seen.splice(0).length
  await context.close()
  return { first, again, reload }
}

/** Somebody who has been here: connections, leave and the identity are known. */
async function knownVisitor(): Promise<{
  context: BrowserContext
  person: Person
}> {
  const context = await stage.visitor(calls)
  const person = await stage.people.make('confirmed')
  await stage.people.enter(context, person)
  return { context, person }
}

async function open(context: BrowserContext) {
  const page = await context.newPage()
  const seen = await requestsOf(page, stage.isAws)
  await page.goto('/')
  return { page, seen }
}

/** Twenty calls in each tab, the tokens and credentials of all of them expired. */
async function expired(tabs: number) {
  const { context } = await knownVisitor()
  const { page } = await open(context)
  await page.waitForFunction(() => 'bench' in window)
  await page.evaluate(() => window.bench.refresh())
  await page.evaluate(() => window.bench.list(1))
  await page.close()
  await stage.lever('clock', 'POST', { advance: hours })
  await context.clock.install({ time: Date.now() + hours * 1000 })
  const opened = await Promise.all(Array.from({ length: tabs }, () => open(context)))
  await Promise.all(
    opened.map(async (tab) => {
      await tab.page.waitForFunction(() => 'bench' in window)
      await tab.page.evaluate(() => window.bench.list(20))
    }),
  )
  await context.close()
  await stage.lever('clock', 'POST', { reset: true })
  return opened.reduce((sum, { seen }) => sum + seen.length, 0)
}

/** Signed out in one of two tabs: until the other knows. */
async function signedOutElsewhere() {
  const { context } = await knownVisitor()
  const [one, other] = [await open(context), await open(context)]
  for (const { page } of [one, other]) await page.waitForFunction(() => 'bench' in window)
  const since = performance.now()
  const left = one.page.evaluate(() => window.bench.end())
  await other.page.waitForFunction(() => window.bench.status() === 'signed-out', undefined, {
    polling: 5,
  })
  const took = performance.now() - since
  await left
  await context.close()
  return took
}

/** Ended by an administrator: what it takes to notice, beginning with tokens that want renewing. */
async function deadSession() {
  const { context, person } = await knownVisitor()
  const { page, seen } = await open(context)
  await page.waitForFunction(() => 'bench' in window)
  await admin.adminUserGlobalSignOut({
    UserPoolId: stage.config().userPoolId,
    Username: person.username,
  })
  seen.length = 0
  const ms = await page.evaluate(async () => {
    const since = performance.now()
    await window.bench.refresh()
    if (window.bench.status() !== 'signed-out') throw new Error('not noticed')
    return performance.now() - since
  })
  await context.close()
  return { ms, requests: seen.filter((it) => it !== 'preflight').length }
}

async function deadStockSession() {
  const context = await stage.visitor(stock)
  await context.clock.install()
  const page = await context.newPage()
  const seen = await requestsOf(page, stage.isAws)
  const person = await stage.people.make('confirmed')
  await page.goto('/')
  await signIn(page, person)
  await page.locator('[data-state=in]').waitFor()
  await admin.adminUserGlobalSignOut({
    UserPoolId: stage.config().userPoolId,
    Username: person.username,
  })
  await page.clock.fastForward(hours * 1000)
  seen.length = 0
  const since = performance.now()
  await page.evaluate(() => window.check())
  await context.close()
  return {
    ms: performance.now() - since,
    requests: seen.filter((it) => it !== 'preflight').length,
  }
}

const times = async <T>(count: number, run: () => Promise<T>) => {
  const results: T[] = []
  for (let done = 0; done < count; done++) results.push(await run())
  return results
}
/** The same in all runs, or what there was. */
const agreed = (counts: readonly number[]) => [...new Set(counts)].join(' or ')

const walks = await times(runs, walk)
const peersFirst: Record<string, string> = {}
for (const app of [stock, ...(amplify ? [amplify] : [])]) {
  const { context, count } = await firstList(app)
  peersFirst[app.name] = `${count}`
  await context.close()
}
console.log(`\nRound trips to AWS, preflights counted; ours in ${runs} runs each`)
console.table({
  'sign in to first list': {
    ours: agreed(walks.map(({ first }) => first)),
    ...peersFirst,
  },
  'out, in again, list': { ours: agreed(walks.map(({ again }) => again)) },
  'reload, list': { ours: agreed(walks.map(({ reload }) => reload)) },
  '20 calls, everything expired': {
    ours: agreed(await times(runs, () => expired(1))),
  },
  '3 tabs x 20, everything expired': {
    ours: agreed(await times(runs, () => expired(3))),
  },
})

const [dead, deadStock] = [await times(7, deadSession), await times(1, deadStockSession)]
const row = (measured: readonly { ms: number; requests: number }[]) => ({
  requests: median(measured.map(({ requests }) => requests)),
  ms: median(measured.map(({ ms }) => ms)),
})
print('Until a session that is over is noticed', {
  stock: row(deadStock),
  ours: row(dead),
})
print('Until another tab knows of a sign-out, median of 7', {
  ours: { ms: median(await times(7, signedOutElsewhere)) },
})
await stage.close()
await shop.close()
