import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Browser, Page } from '@playwright/test'

import type { Backend } from '#test/e2e/support/backend.ts'
import { watchMemory, watchTasks } from './watch-browser.ts'

const megabyte = 1024 ** 2
const partSize = 8 * megabyte

export async function makeFile(folder: string, size: number) {
  const path = join(folder, `${size / megabyte} MB.bin`)
  const file = await open(path, 'w')
  for (let at = 0; at < size; at += megabyte) await file.write(Buffer.alloc(megabyte, at % 251))
  await file.close()
  return path
}

/** Addresses that root has signed. */
function signer({ config }: Backend) {
  const { bucket, region, endpoints } = config()
  const s3 = new S3Client({
    region,
    endpoint: endpoints?.s3 ?? '',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  return (key: string) => getSignedUrl(s3, new PutObjectCommand({ Bucket: bucket, Key: key }))
}

/** Without the app: one request, or parts of which each is read first as a checksum would need it. */
const put = (page: Page, addresses: readonly string[], part: number) =>
  page.evaluate(
    async ([urls, size]) => {
      const [file = new File([], '')] =
        document.querySelector<HTMLInputElement>('#bare')?.files ?? []
      const queue = [...urls.entries()]
      const lane = async () => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [index, url] = next
          const body = size === 0 ? file : file.slice(index * size, (index + 1) * size)
          if (size > 0) await body.arrayBuffer()
          const { status } = await fetch(url, { method: 'PUT', body })
          if (status !== 200) throw new Error(`a bare PUT was answered ${status}`)
        }
      }
      const since = performance.now()
      await Promise.all([lane(), lane(), lane(), lane()])
      return performance.now() - since
    },
    [addresses, part] as const,
  )

/** From the choice of the file until the page says that it is there, by the page's own clock. */
async function upload(page: Page, path: string) {
  const took = await page.evaluateHandle(() => ({
    ms: new Promise<number>((resolve) => {
      const picker = document.querySelector('[data-picker]')
      const begin = () => {
        const since = performance.now()
        const observer = new MutationObserver(() => {
          const titles = [...document.querySelectorAll('h2')]
          if (!titles.some(({ textContent }) => textContent.endsWith(' uploaded'))) return
          observer.disconnect()
          resolve(performance.now() - since)
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }
      picker?.addEventListener('change', begin, { once: true, capture: true })
    }),
  }))
  await page.locator('[data-picker]').setInputFiles(path)
  return took.evaluate(({ ms }) => ms)
}

async function clearAway(page: Page) {
  await page.getByRole('button', { name: 'Clear the list' }).click()
  const actions = page.getByRole('button', { name: /^Actions for .* MB\.bin$/ })
  await actions.click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await actions.waitFor({ state: 'detached' })
}

interface Setting {
  readonly page: Page
  readonly site: Backend
  /** Of the file. */
  readonly path: string
}

async function chooseBare(page: Page, path: string) {
  await page.evaluate(() => {
    document.querySelector('#bare')?.remove()
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bare' })
    document.body.append(input)
  })
  await page.locator('#bare').setInputFiles(path)
}

type Way = 'bare' | 'read' | 'ours'

/** The best of some rounds, each way in turn. */
async function race<W extends Way>(setting: Setting, size: number, rounds: number, ...ways: W[]) {
  const { page, site, path } = setting
  const sign = signer(site)
  const keys = Array.from({ length: size / partSize }, (_, index) => `part ${index}`)
  await chooseBare(page, path)
  const run: Readonly<Record<Way, () => Promise<number>>> = {
    bare: async () => put(page, [await sign('bare')], 0),
    read: async () => put(page, await Promise.all(keys.map(sign)), partSize),
    async ours() {
      const took = await upload(page, path)
      await clearAway(page)
      return took
    },
  }
  const best = Object.fromEntries(ways.map((way) => [way, Infinity])) as Record<W, number>
  for (let round = 0; round < rounds; round++)
    for (const way of ways) best[way] = Math.min(best[way], await run[way]())
  return best
}

/** Over loopback; tasks and memory in a round that is not timed. */
export async function measureUpload(
  browser: Browser,
  setting: Setting,
  size: number,
  rounds: number,
) {
  const { page, path } = setting
  const best = await race(setting, size, rounds, 'bare', 'read', 'ours')
  const [tasks, memory] = [await watchTasks(browser, page), await watchMemory(browser)]
  await upload(page, path)
  const [{ longest }, above] = [await tasks(), memory()]
  await clearAway(page)
  return { ...best, longest, memory: above }
}

/** Over a line that is the limit. */
export const timeUpload = (setting: Setting, size: number, rounds: number) =>
  race(setting, size, rounds, 'bare', 'ours')
