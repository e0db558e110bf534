import { crc32, deflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test } from '#test/e2e/support/fixtures.ts'

/** Red on the left, blue on the right. */
function png(width: number, height: number) {
  const row = [
    0,
    ...Array.from({ length: width }, (_, x) => (x < width / 2 ? [255, 0, 0] : [0, 0, 255])).flat(),
  ]
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  // Eight bits, red, green and blue.
  head.set([8, 2], 8)
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const pixels = deflateSync(Buffer.from(Array.from({ length: height }, () => row).flat()))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer })
const photo = file('me.png', 'image/png', png(80, 40))

const choose = (page: Page, chosen: ReturnType<typeof file>) =>
  page.locator('[data-picker=picture]').setInputFiles(chosen)

/** Of the picture in the page's head: its size, and the colours at its left and right edge. */
const worn = (page: Page) =>
  page
    .getByRole('button', { name: /^Account of/ })
    .locator('img')
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      const { naturalWidth: width, naturalHeight: height } = image
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const context = canvas.getContext('2d', { willReadFrequently: true })
      context?.drawImage(image, 0, 0)
      const colour = (x: number) => {
        const [red = 0, , blue = 0] = context?.getImageData(x, height / 2, 1, 1).data ?? []
        return red > blue ? 'red' : 'blue'
      }
      return [width, height, colour(4), colour(width - 5)]
    })

test('a picture is chosen, cut to size by keyboard and pointer, worn on every page, and removed', async ({
  signedIn: { page },
  context,
  expected,
}) => {
  await page.goto('/account')
  for (const hostile of [
    file('me.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    file('me.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    file('me.jpg', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])),
  ]) {
    await choose(page, hostile)
    await expect(page.getByRole('alert')).toContainText('cannot read that as a picture')
  }

  await choose(page, photo)
  const dialog = page.getByRole('dialog')
  // What is only loaded when it is wanted is not to be had either.
  expected.failures.push(/^http/)
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Save picture' }).click()
  await expect(dialog.getByRole('alert')).toContainText('There is no connection')
  await context.setOffline(false)
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  // Called off, it is no news the next time.
  await choose(page, photo)
  await expect(dialog.getByLabel('Zoom')).toBeFocused()
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel('Left or right')).toBeFocused()
  await page.keyboard.press('Home')
  // As high as the image is there is nothing to choose.
  await expect(dialog.getByLabel('Up or down')).toBeDisabled()
  await dialog.getByRole('button', { name: 'Save picture' }).click()
  await expect(dialog).toBeHidden()
  expect(await worn(page)).toEqual([256, 256, 'red', 'red'])

  await page.goto('/files')
  await expect(page.getByText('.account')).toBeHidden()
  expect(await worn(page)).toEqual([256, 256, 'red', 'red'])

  const other = await context.newPage()
  await other.goto('/about')
  await page.goto('/account')
  await choose(page, photo)
  const box = await dialog.getByRole('img').boundingBox()
  if (!box) throw new Error('the picture is not to be seen')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x - box.width, box.y)
  await page.mouse.up()
  await dialog.getByRole('button', { name: 'Save picture' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => worn(other)).toEqual([256, 256, 'blue', 'blue'])

  await page.getByRole('button', { name: 'Remove' }).click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('banner').locator('img')).toHaveCount(0)
  await expect(other.getByRole('banner').locator('img')).toHaveCount(0)
})
