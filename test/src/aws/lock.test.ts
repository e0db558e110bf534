import { expect, test } from 'vitest'

import { withLock } from '#src/aws/lock.ts'
import { eventually } from '#test/support/eventually.ts'
import { createBrowser } from '#test/support/browser.ts'

test.each([
  ['with Web Locks', true],
  ['without them', false],
])('one at a time over all tabs, %s', async (_, locks) => {
  const browser = createBrowser({ locks })
  const order: string[] = []
  const work = (name: string) => async () => {
    order.push(`${name} in`)
    await new Promise((resolve) => setImmediate(resolve))
    order.push(`${name} out`)
    return name
  }
  const names = ['a', 'b', 'c', 'd']
  const results = await Promise.all(
    names.map((name) => withLock(browser.openTab(), 'thing', work(name))),
  )
  expect(results).toEqual(names)
  const left = order.filter((entry) => entry.endsWith('out'))
  expect(order).toEqual(left.flatMap((entry) => [entry.replace('out', 'in'), entry]))
})

test('without them, who finds their note overwritten waits', async () => {
  const browser = createBrowser({ locks: false })
  const [first, second] = [browser.openTab(), browser.openTab()]
  // What the other has written a moment ago is not seen yet.
  let looked = false
  const get = (key: string) => {
    const found = looked ? second.local.get(key) : null
    looked = true
    return found
  }
  const order: string[] = []
  const work = (name: string) => async () => {
    order.push(name)
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    order.push(name)
  }
  const late = { ...second, local: { ...second.local, get } }
  await Promise.all([withLock(first, 'thing', work('a')), withLock(late, 'thing', work('b'))])
  expect(order).toEqual(['b', 'b', 'a', 'a'])
})

test('without them, a note whose time is over holds nobody up', async () => {
  const tab = createBrowser({ locks: false }).openTab()
  tab.local.set('lock.thing', `other ${tab.now() - 1}`)
  await expect(withLock(tab, 'thing', async () => 'on')).resolves.toBe('on')
})

test('without them, who was too slow leaves the note of the next one alone', async () => {
  const tab = createBrowser({ locks: false }).openTab()
  const next = `next ${tab.now() + 5000}`
  await withLock(tab, 'thing', async () => tab.local.set('lock.thing', next))
  expect(tab.local.get('lock.thing')).toBe(next)
})

const fail = () => Promise.reject(new Error('inside'))

test.each([true, false])('a failure frees the lock (Web Locks: %s)', async (locks) => {
  const browser = createBrowser({ locks })
  await expect(withLock(browser.openTab(), 'thing', fail)).rejects.toThrow('inside')
  await expect(withLock(browser.openTab(), 'thing', async () => 'next')).resolves.toBe('next')
  expect(browser.shared()).toEqual({})
})

test.each([true, false])(
  'a holder that never lets go is not waited for (Web Locks: %s)',
  async (locks) => {
    const browser = createBrowser({ locks })
    let held = false
    void withLock(browser.openTab(), 'thing', () => {
      held = true
      return new Promise(() => {})
    })
    await eventually(() => expect(held).toBe(true))
    const next = withLock(browser.openTab(), 'thing', async () => 'on')
    browser.advance(11)
    await expect(next).resolves.toBe('on')
  },
)

test('where locks are forbidden, as with all of a site’s data, work goes on without', async () => {
  const denied = new DOMException('Access to the Locks API is denied', 'SecurityError')
  const locks = { request: () => Promise.reject(denied), query: () => Promise.reject(denied) }
  const tab = { ...createBrowser().openTab(), locks }
  await expect(withLock(tab, 'thing', async () => 'on')).resolves.toBe('on')
  await expect(withLock(tab, 'thing', fail)).rejects.toThrow('inside')
})
