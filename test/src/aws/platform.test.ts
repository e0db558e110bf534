import { expect, onTestFinished, test, vi } from 'vitest'

import { browserPlatform } from '#src/aws/platform.ts'

function plugIn(window: object) {
  vi.stubGlobal('window', window)
  vi.stubGlobal('navigator', {})
  onTestFinished(() => void vi.unstubAllGlobals())
}

/** A browser's storage, and as it is when it is full. */
function plugInStorage() {
  const entries = new Map<string, string>()
  let isFull = false
  const localStorage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      entries.set(key, value)
    },
    removeItem: (key: string) => void entries.delete(key),
  }
  plugIn({ localStorage })
  return { entries, fill: () => (isFull = true) }
}

test('what a full storage does not take is what is read all the same, and not what was there', () => {
  const { entries, fill } = plugInStorage()
  const { local } = browserPlatform()
  local.set('step', 'first')
  fill()
  local.set('step', 'second')
  expect(local.get('step')).toBe('second')
  local.remove('step')
  expect(local.get('step')).toBeNull()

  local.set('session', 'mine')
  expect(local.get('session')).toBe('mine')
  entries.set('session', 'newer, of another tab')
  expect(local.get('session')).toBe('newer, of another tab')
})

test('a storage that is forbidden lasts as long as the page', () => {
  const forbid = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  plugIn(Object.defineProperty({}, 'localStorage', { get: forbid }))
  const { local } = browserPlatform()
  local.set('step', 'first')
  expect(local.get('step')).toBe('first')
  local.remove('step')
  expect(local.get('step')).toBeNull()
})
