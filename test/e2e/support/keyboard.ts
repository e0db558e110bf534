import { expect, type Locator, type Page } from '@playwright/test'

export const expectHeadingFocused = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeFocused()

/** Presses Tab until the element has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, locator: Locator, most = 60) {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(locator)} was not reached with ${most} presses of Tab`)
}

/** The names of everything that Tab reaches on this screen, in order, until it comes round. */
export async function walk(page: Page, most = 100): Promise<string[]> {
  const names: string[] = []
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return undefined
      const labelled = element as HTMLInputElement
      const text =
        element.getAttribute('aria-label') ??
        labelled.labels?.[0]?.textContent ??
        element.textContent
      const box = element.getBoundingClientRect()
      return `${(text ?? '').trim()}${box.width > 0 && box.height > 0 ? '' : ' (invisible)'}`
    })
    if (name === undefined) return names
    names.push(name)
  }
  throw new Error(`Tab did not leave the page after ${most} presses: ${names.join(', ')}`)
}
