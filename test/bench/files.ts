/*
 * The files page in a browser, as it is deployed: round trips and bytes, a folder of 50,000, and
 * uploads beside a bare `fetch` of the same file, over loopback, where the processor is the limit,
 * and over lines as people have them. `tsx test/bench/files.ts [largest upload in MB]`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

import { identityKey } from '#src/aws/storage-keys.ts'
import { startBackend } from '#test/e2e/support/backend.ts'
import { createPeople } from '#test/e2e/support/people.ts'
import { findBrowser } from '#test/support/find-browser.ts'
import type { Bench } from './peers/calls.tsx'
import { buildAmplify, buildOurs, buildPeer, workshop } from './support/apps.ts'
import { askAtOnce, visitFiles } from './support/files-visit.ts'
import { many, seedLongFolder, walkLongFolder } from './support/long-folder.ts'
import { openStage } from './support/stage.ts'
import { narrowLine, roundTrip } from './support/narrow-line.ts'
import { makeFile, measureUpload, timeUpload } from './support/uploads.ts'

declare global {
  interface Window {
    bench: Bench
  }
}

const megabyte = 1024 ** 2
const largest = Number(process.argv[2] ?? 1024)
const rows: { what: string; measured: string; goal: string }[] = []
const say = (what: string, measured: string, goal = '') => rows.push({ what, measured, goal })
const ms = (value: number) => `${value.toFixed(0)} ms`
const kB = (value: number) => `${value.toFixed(1)} kB`
const ratio = (ours: number, other: number) =>
  `${ms(ours)} : ${ms(other)} = ${(ours / other).toFixed(2)}`
const inWords = (seen: readonly string[]) => `${seen.length}: ${seen.join(', ')}`
const count = (seen: readonly string[], ...names: string[]) =>
  seen.filter((name) => names.includes(name)).length

async function visits() {
  const shop = await workshop()
  const [ours, calls] = [await buildOurs(shop), await buildPeer(shop, 'calls')]
  const stage = await openStage()
  const { first, reload, before, whole } = await visitFiles(stage, ours)
  say('sign-in to first list, no device remembered', inWords(first), '7')
  say('reload to first list', inWords(reload), '2')
  const seen = await askAtOnce(stage, calls, 100)
  const exchanges = [
    count(seen, 'GetTokensFromRefreshToken', 'InitiateAuth'),
    count(seen, 'GetId'),
    count(seen, 'GetCredentialsForIdentity'),
    count(seen, 'ListObjectsV2'),
  ]
  say(
    '100 lists at once, all expired: refresh / GetId / GetCredentials / lists',
    exchanges.join(' / '),
    '1 / 0 / 1 / 100',
  )
  say('of the files page on /sign-in', kB(before), 'nothing')
  for (const [peer, what, goal] of [
    ['amplify-storage', 'with calls to its storage', '0.70'],
    ['amplify-browser', 'with its StorageBrowser', ''],
  ] as const) {
    const amplify = await buildAmplify(shop, peer)
    if (!amplify) break
    const theirs = await visitFiles(stage, amplify)
    const share = (whole / theirs.whole).toFixed(2)
    const measured = `${kB(whole)} : ${kB(theirs.whole)} = ${share}`
    say(`scripts and styles to the files : Authenticator ${what}`, measured, goal)
  }
  await stage.close()
  await shop.close()
}

/** Everything else, on one stand-in that keeps its data in a folder, so that it can be filled. */
async function pages(folder: string) {
  const data = join(folder, 'data')
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const executablePath = await findBrowser()
  const launch = (...more: readonly string[]) =>
    chromium.launch({ executablePath, args: [...args, ...more] })
  const browser = await launch()
  let site = await startBackend(undefined, data)
  const person = await createPeople(site).make('confirmed')
  const open = async (by = browser) => {
    const context = await by.newContext()
    await createPeople(site).enter(context, person)
    const page = await context.newPage()
    // tsx compiles named functions to calls of a helper, which pages do not have.
    await page.addInitScript('globalThis.__name = (it) => it')
    await page.goto(`${site.origin}/files`)
    await page.locator('[data-picker]').waitFor({ state: 'attached' })
    return page
  }
  const earlier = await open()
  await earlier.waitForFunction((key) => localStorage.getItem(key) !== null, identityKey)
  const kept = await earlier.evaluate((key) => localStorage.getItem(key), identityKey)
  await earlier.context().close()
  const { bucket } = site.config()
  await site.close()
  await seedLongFolder(data, bucket, kept?.split(' ')[1] ?? '')
  site = await startBackend(undefined, data)

  const walked = await open()
  const { first, rows: shown, read, scroll, sort, filter } = await walkLongFolder(browser, walked)
  await walked.context().close()
  say(`first rows of ${many}`, `${ms(first)} after their page`, 'at once')
  say(
    `all ${shown} rows come in`,
    `longest task ${ms(read.longest)}, ${read.over} over 50`,
    '50 ms',
  )
  say('scrolling through them', `longest task ${ms(scroll.longest)}`, '50 ms')
  say('sorting them by size', `longest task ${ms(sort.longest)}`, '50 ms')
  say('filtering them while typing', `longest task ${ms(filter.longest)}`, '50 ms')

  const page = await open()
  for (const size of new Set([64, largest])) {
    const rounds = size > 256 ? 2 : 7
    const path = await makeFile(folder, size * megabyte)
    const setting = { page, site, path }
    const {
      bare,
      read: parts,
      ours,
      ...more
    } = await measureUpload(browser, setting, size * megabyte, rounds)
    say(`upload of ${size} MB : one bare PUT`, ratio(ours, bare), '1.1')
    say('  : bare PUTs of its parts, each read once', ratio(ours, parts), '1.1')
    say('  longest task', ms(more.longest), '50 ms')
    say('  memory above idle', `${(more.memory / megabyte).toFixed(0)} MB`, '150 MB')
  }
  await browser.close()

  for (const [megabits, size, rounds] of [
    [200, 64, 2],
    [1000, 64, 3],
    ...(largest > 64 ? [[1000, largest, 1] as const] : []),
  ] as const) {
    const { port } = new URL(site.aws)
    const line = await narrowLine(Number(port), megabits)
    const narrow = await launch(
      `--host-resolver-rules=MAP localhost:${port} 127.0.0.1:${line.port}`,
    )
    const path = await makeFile(folder, size * megabyte)
    const setting = { page: await open(narrow), site, path }
    const { bare, ours } = await timeUpload(setting, size * megabyte, rounds)
    say(
      `${size} MB over ${megabits} Mbit/s, ${roundTrip} ms : one bare PUT`,
      ratio(ours, bare),
      '1.1',
    )
    await narrow.close()
    line.close()
  }
  await site.close()
}

await visits()
const folder = await mkdtemp(join(tmpdir(), 'files-bench-'))
await pages(folder)
await rm(folder, { recursive: true })
console.table(rows)
