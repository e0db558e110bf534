/*
 * The files page in a browser, on the build in `dist`: round trips, a folder of 50,000, and uploads
 * beside a bare `fetch` of the same file. `tsx test/bench/files.ts [largest upload in MB]`.
 */
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { chromium } from '@playwright/test'
import type { Browser, BrowserContext, Page } from '@playwright/test'

import { openFileStore } from '#infra/local/store/file-store.ts'
import { identityKey } from '#src/aws/storage-keys.ts'
import { startBackend } from '#test/e2e/support/backend.ts'
import { createPeople } from '#test/e2e/support/people.ts'
import { findBrowser } from '#test/support/find-browser.ts'

const megabyte = 1024 ** 2
const many = 50_000
const largest = Number(process.argv[2] ?? 1024)
const folder = await mkdtemp(join(tmpdir(), 'files-bench-'))
const data = join(folder, 'data')
const rows: { what: string; measured: string; goal: string }[] = []
const say = (what: string, measured: string, goal: string) => rows.push({ what, measured, goal })
const ms = (value: number) => `${value.toFixed(0)} ms`

const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath: await findBrowser(), args })

/** Requests to AWS; preflights only as far as the browser's own protocol tells of them. */
async function countRequests(page: Page) {
  const seen: string[] = []
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.requestWillBeSent', ({ request, type }) => {
    const target = request.headers['X-Amz-Target'] ?? request.headers['x-amz-target']
    const isList = request.url.includes('list-type=2')
    if (type === 'Preflight') seen.push('preflight')
    else if (target) seen.push(target.split('.').at(-1) ?? '')
    else if (isList) seen.push('ListObjectsV2')
  })
  return () => seen.splice(0)
}

const firstList = (page: Page) =>
  page.waitForResponse((response) => response.url().includes('list-type=2'))

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  /** Of the processor, which what else the machine does leaves alone. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** The longest task of a page's main thread from here on, in milliseconds of its own. */
async function watchTasks(of: Page) {
  await browser.startTracing(of, { categories: ['toplevel', '__metadata'] })
  return async () => {
    const trace = JSON.parse((await browser.stopTracing()).toString()) as {
      traceEvents: readonly TraceEvent[]
    }
    const mains = new Set(
      trace.traceEvents
        .filter(
          ({ name, args: given }) => name === 'thread_name' && given?.name === 'CrRendererMain',
        )
        .map(({ pid, tid }) => `${pid} ${tid}`),
    )
    const tasks = trace.traceEvents
      .filter(({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`))
      .map(({ dur = 0, tdur = dur }) => tdur / 1000)
    return { longest: Math.max(0, ...tasks), over: tasks.filter((task) => task > 50).length }
  }
}

/** What all processes of the browser hold in memory, where the system tells. */
async function memoryOf(of: Browser) {
  const session = await of.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = await Promise.all(
    processInfo.map(async ({ id }) => {
      const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) * 1024
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function roundTrips(site: Awaited<ReturnType<typeof startBackend>>, context: BrowserContext) {
  const person = await createPeople(site).make('confirmed')
  const page = await context.newPage()
  const requests = await countRequests(page)
  await page.goto(`${site.origin}/files`)
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.waitForLoadState('networkidle')
  requests()
  const listed = firstList(page)
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await listed
  const signingIn = requests()
  say('sign-in to first list', `${signingIn.length}: ${signingIn.join(', ')}`, '7 with preflights')
  await page.waitForLoadState('networkidle')
  requests()
  const again = firstList(page)
  await page.reload()
  await again
  const reloading = requests()
  say('reload to first list', `${reloading.length}: ${reloading.join(', ')}`, '2')
  const kept = await page.evaluate((key) => localStorage.getItem(key), identityKey)
  await page.close()
  return { person, identityId: (kept ?? '').split(' ')[1] ?? '' }
}

/** Straight into the store: the requests that would have put them there are no subject here. */
async function seed(bucket: string, identityId: string) {
  const store = await openFileStore(data, { warn: console.warn })
  const versions = store.collection<object>('s3.versions')
  for (let index = 0; index < many; index++) {
    // In S3's order, which is not that of people.
    const key = `private/${identityId}/many/report ${(index * 7919) % many}.txt`
    const id = `v${index}`
    versions.set(`${bucket}/${id} ${key}`, {
      bucket,
      key,
      id,
      order: index + 1,
      segments: [],
      size: 0,
      etag: 'd41d8cd98f00b204e9800998ecf8427e',
      at: Date.now() - index * 1000,
      headers: {},
    })
  }
  await store.flush()
  await store.close()
}

async function longFolder(page: Page, origin: string) {
  await page.goto(`${origin}/files`)
  await page.getByRole('button', { name: 'many', exact: true }).waitFor()
  const reading = await watchTasks(page)
  const listed = firstList(page)
  await page.getByRole('button', { name: 'many', exact: true }).click()
  await listed
  const since = performance.now()
  await page.getByRole('row').nth(3).waitFor()
  say(`first rows of ${many}`, `${ms(performance.now() - since)} after their page`, 'at once')
  await page.evaluate(async () => {
    // To the end, as fast as pages come.
    for (let still = 0, before = 0; still < 40;) {
      window.scrollTo(0, document.documentElement.scrollHeight)
      await new Promise(requestAnimationFrame)
      await new Promise((resolve) => setTimeout(resolve, 50))
      const { scrollHeight } = document.documentElement
      still = scrollHeight === before ? still + 1 : 0
      before = scrollHeight
    }
  })
  const read = await reading()
  const count = await page.getByRole('grid').getAttribute('aria-rowcount')
  say(`all ${count} rows come in`, `longest task ${ms(read.longest)}, ${read.over} over 50`, '50')
  const scrolling = await watchTasks(page)
  await page.evaluate(async () => {
    const { scrollHeight } = document.documentElement
    for (let step = 0; step < 200; step++) {
      window.scrollTo(0, (scrollHeight * ((step * 37) % 200)) / 200)
      await new Promise(requestAnimationFrame)
    }
  })
  say('scrolling through them', `longest task ${ms((await scrolling()).longest)}`, '50 ms')
  const sorting = await watchTasks(page)
  await page.getByRole('button', { name: /^Sort by Size|^Size/ }).click()
  await page.waitForTimeout(500)
  say('sorting them by size', `longest task ${ms((await sorting()).longest)}`, '50 ms')
}

async function makeFile(size: number) {
  const path = join(folder, `${size / megabyte} MB.bin`)
  const file = await open(path, 'w')
  for (let at = 0; at < size; at += megabyte) await file.write(Buffer.alloc(megabyte, at % 251))
  await file.close()
  return path
}

async function uploads(page: Page, site: Awaited<ReturnType<typeof startBackend>>) {
  const { bucket, region, endpoints } = site.config()
  const s3 = new S3Client({
    region,
    endpoint: endpoints?.s3 ?? '',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  await page.goto(`${site.origin}/files`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bare' })
    document.body.append(input)
  })
  for (const size of [64, largest].map((count) => count * megabyte)) {
    const path = await makeFile(size)
    await page.locator('#bare').setInputFiles(path)
    const bare: number[] = []
    const ours: number[] = []
    let highest = 0
    let longest = 0
    const idle = await memoryOf(browser)
    for (let round = 0; round < (size > 256 * megabyte ? 1 : 3); round++) {
      const command = new PutObjectCommand({ Bucket: bucket, Key: `bare ${round}` })
      const address = await getSignedUrl(s3, command)
      bare.push(
        await page.evaluate(async (url) => {
          const [file] = document.querySelector<HTMLInputElement>('#bare')?.files ?? []
          const since = performance.now()
          const { status } = await fetch(url, { method: 'PUT', body: file ?? null })
          if (status !== 200) throw new Error(`the bare PUT was answered ${status}`)
          return performance.now() - since
        }, address),
      )
      const tasks = await watchTasks(page)
      const watching = setInterval(
        () => void memoryOf(browser).then((now) => (highest = Math.max(highest, now))),
        300,
      )
      const since = performance.now()
      await page.locator('[data-picker]').setInputFiles(path)
      await page.getByText('Uploaded', { exact: true }).waitFor({ timeout: 600_000 })
      ours.push(performance.now() - since)
      longest = Math.max(longest, (await tasks()).longest)
      clearInterval(watching)
      await page.getByRole('button', { name: 'Clear the list' }).click()
      await page
        .getByRole('button', { name: /^Actions for .* MB\.bin$/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page
        .getByRole('button', { name: /MB\.bin$/ })
        .first()
        .waitFor({ state: 'detached' })
    }
    const [fetched, sent] = [Math.min(...bare), Math.min(...ours)]
    const what = `upload of ${size / megabyte} MB`
    say(what, `${ms(sent)} : ${ms(fetched)} = ${(sent / fetched).toFixed(2)}`, '1.1')
    say(`  longest task`, ms(longest), '50 ms')
    say(`  memory above idle`, `${((highest - idle) / megabyte).toFixed(0)} MB`, '150 MB')
    await rm(path)
  }
}

let site = await startBackend(undefined, data)
const { person, identityId } = await roundTrips(site, await browser.newContext())
const { bucket } = site.config()
await site.close()
await seed(bucket, identityId)
site = await startBackend(undefined, data)
const context = await browser.newContext()
await createPeople(site).enter(context, person)
const page = await context.newPage()
await longFolder(page, site.origin)
await uploads(page, site)
console.table(rows)

await browser.close()
await site.close()
await rm(folder, { recursive: true })
