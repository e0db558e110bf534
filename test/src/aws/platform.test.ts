import { expect, onTestFinished, test, vi } from 'vitest'
import { builtinEnvironments } from 'vitest/runtime'

import { browserPlatform } from '#src/aws/platform.ts'

/** A page of jsdom's with storage of its own, for Node, which has neither. */
async function openPage(jsdom: { readonly url: string; readonly storageQuota?: number }) {
  const page = await builtinEnvironments.jsdom.setupVM?.({ jsdom })
  if (!page) throw new Error('jsdom has no pages of its own any more')
  const window = page.getVmContext() as typeof globalThis & Window
  vi.stubGlobal('document', window.document)
  vi.stubGlobal('window', window)
  vi.stubGlobal('navigator', window.navigator)
  onTestFinished(async () => {
    vi.unstubAllGlobals()
    await page.teardown()
  })
  return window
}

test('what a full storage does not take is what is read all the same, and not what was there', async () => {
  const { localStorage } = await openPage({ url: 'https://app.example', storageQuota: 20 })
  const { local } = browserPlatform()
  const tooLong = 'more than there is room for'
  local.set('step', 'first')
  local.set('step', tooLong)
  expect(localStorage.getItem('step')).toBe('first')
  expect(local.get('step')).toBe(tooLong)
  local.remove('step')
  expect(local.get('step')).toBeNull()

  local.set('session', tooLong)
  expect(local.get('session')).toBe(tooLong)
  // By another tab.
  localStorage.setItem('session', 'newer')
  expect(local.get('session')).toBe('newer')
})

test('a storage that is forbidden lasts as long as the page', async () => {
  // A page of no origin.
  const page = await openPage({ url: 'about:blank' })
  expect(() => page.localStorage).toThrow('opaque origins')
  const { local } = browserPlatform()
  local.set('step', 'first')
  expect(local.get('step')).toBe('first')
  local.remove('step')
  expect(local.get('step')).toBeNull()
})

test('who looks again, is online again or comes back is told of, until nobody listens', async () => {
  const { document, Event, dispatchEvent } = await openPage({ url: 'https://app.example' })
  const told: string[] = []
  let now = ''
  const stop = browserPlatform().onWake(() => told.push(now))
  const happen = () => {
    for (const name of ['visibilitychange', 'online', 'pageshow']) {
      now = name
      if (name === 'visibilitychange') document.dispatchEvent(new Event(name))
      else dispatchEvent(new Event(name))
    }
  }
  happen()
  expect(told).toEqual(['visibilitychange', 'online', 'pageshow'])
  stop()
  happen()
  expect(told).toHaveLength(3)
})

test('what changes in the storage of all tabs is told of, and nothing of this one’s', async () => {
  const page = await openPage({ url: 'https://app.example' })
  const told: (string | null)[] = []
  browserPlatform().onLocalChange((key) => told.push(key))
  for (const [key, storageArea] of [
    ['own', page.sessionStorage],
    ['shared', page.localStorage],
  ] as const)
    page.dispatchEvent(new page.StorageEvent('storage', { key, storageArea }))
  expect(told).toEqual(['shared'])
})

test('what is put off can be called off', async () => {
  await openPage({ url: 'https://app.example' })
  const { after } = browserPlatform()
  const happened: string[] = []
  after(0, () => happened.push('called off'))()
  await new Promise<void>((resolve) => void after(1, resolve))
  expect(happened).toEqual([])
})
