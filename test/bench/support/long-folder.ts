import type { Browser, Page } from '@playwright/test'

import { openFileStore } from '#infra/local/store/file-store.ts'
import { watchTasks } from './watch-browser.ts'

export const many = 50_000
const nameOf = (index: number) => `report ${(index * 7919) % many}.txt`
const sizeOf = (index: number) => (index * 31 + 17) % many
const smallest =
  Array.from({ length: many }, (_, index) => index).find((it) => sizeOf(it) === 0) ?? 0

/** Straight into the store: the requests that would have put them there are no subject here. */
export async function seedLongFolder(data: string, bucket: string, identityId: string) {
  const store = await openFileStore(data, { warn: console.warn })
  const versions = store.collection<object>('s3.versions')
  for (let index = 0; index < many; index++) {
    // In S3's order, which is not that of people.
    const key = `private/${identityId}/many/${nameOf(index)}`
    const id = `v${index}`
    versions.set(`${bucket}/${id} ${key}`, {
      bucket,
      key,
      id,
      order: index + 1,
      segments: [],
      size: sizeOf(index),
      etag: 'd41d8cd98f00b204e9800998ecf8427e',
      at: Date.now() - index * 1000,
      headers: {},
    })
  }
  await store.flush()
  await store.close()
}

/** As somebody would go through it: to the end as fast as pages come, up and down, by size, by a part of the name. */
export async function walkLongFolder(browser: Browser, page: Page) {
  const grid = page.getByRole('grid')
  const folder = page.getByRole('button', { name: 'many', exact: true })
  await folder.waitFor()
  const reading = await watchTasks(browser, page)
  const listed = page.waitForResponse((response) => response.url().includes('list-type=2'))
  await folder.click()
  await listed
  const since = performance.now()
  await page.getByRole('row').nth(3).waitFor()
  const first = performance.now() - since
  await grid.evaluate(async (element) => {
    while (element.getAttribute('aria-rowcount') === '-1') {
      window.scrollTo(0, document.documentElement.scrollHeight)
      await new Promise(requestAnimationFrame)
    }
  })
  const read = await reading()
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1
  const moving = await watchTasks(browser, page)
  await page.evaluate(async () => {
    const { scrollHeight } = document.documentElement
    for (let step = 0; step < 200; step++) {
      window.scrollTo(0, (scrollHeight * ((step * 37) % 200)) / 200)
      await new Promise(requestAnimationFrame)
    }
    window.scrollTo(0, 0)
  })
  const scroll = await moving()
  const sorting = await watchTasks(browser, page)
  const header = page.getByRole('columnheader', { name: 'Size' })
  await header.getByRole('button').click()
  await page.locator('[role=columnheader][aria-sort=ascending]', { hasText: 'Size' }).waitFor()
  await page.locator('[aria-rowindex="2"]', { hasText: nameOf(smallest) }).waitFor()
  const sort = await sorting()
  const typing = await watchTasks(browser, page)
  await page.getByRole('searchbox').pressSequentially('42.t')
  await page.getByText(/^500 items$/).waitFor()
  return { first, rows, read, scroll, sort, filter: await typing() }
}
