import { expect, test } from 'vitest'

import { createKeepFresh } from '#src/aws/keep-fresh.ts'
import type { StoredSession } from '#src/aws/session-storage.ts'
import { promiseOf } from '#src/aws/promise-of.ts'
import { userOf } from '#src/aws/tokens.ts'
import { createBrowser } from '#test/support/browser.ts'
import { tokensFor } from '#test/support/tokens.ts'

const sessionFor = (sub: string, seconds: number): StoredSession => ({
  tokens: tokensFor(sub, { iat: 0, exp: seconds }),
  generation: 0,
  clockOffset: 0,
  keep: true,
})

/** A page that stands still until its time is moved on; `begin` says whether it is looked at. */
function opened(seconds = 900, { begin = true } = {}) {
  let now = 0
  let held: StoredSession | undefined = sessionFor('ada', seconds)
  const timers = new Map<object, { readonly due: number; readonly run: () => void }>()
  const wakers = new Set<() => void>()
  const renewals: (() => void)[] = []
  const seen = { awake: begin, settled: 0 }
  const freshness = createKeepFresh({
    platform: {
      ...createBrowser().openTab(),
      random: () => 0,
      after(milliseconds, run) {
        const timer = {}
        timers.set(timer, { due: now + milliseconds, run })
        return () => void timers.delete(timer)
      },
      awake: () => seen.awake,
      onWake(run) {
        wakers.add(run)
        return () => void wakers.delete(run)
      },
    },
    held: { now: () => held, settle: () => void (seen.settled += 1) },
    remaining: ({ tokens }) => userOf(tokens).expiresAt * 1000 - now,
    renew() {
      const { promise, reject } = promiseOf<void>()
      renewals.push(() => reject(new Error('not heard')))
      return promise
    },
  })
  return {
    seen,
    renewals,
    wakers,
    timers,
    ...freshness,
    adopt(session: StoredSession | undefined) {
      held = session
      freshness.changed()
    },
    wake() {
      seen.awake = true
      for (const run of wakers) run()
    },
    advance(milliseconds: number) {
      now += milliseconds
      for (const [timer, { due, run }] of timers)
        if (due <= now) {
          timers.delete(timer)
          run()
        }
    },
    /** What was asked last is not answered. */
    async fail() {
      renewals.at(-1)?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test.each([
  [900, 780],
  [200, 150],
])('tokens good for %d s are renewed after %d, and not before', (seconds, when) => {
  const { advance, renewals, start } = opened(seconds)
  start()
  advance(when * 1000 - 1)
  expect(renewals).toHaveLength(0)
  advance(1)
  expect(renewals).toHaveLength(1)
})

test('other tokens are other plans', () => {
  const { adopt, advance, renewals, start } = opened()
  start()
  advance(700_000)
  adopt(sessionFor('ada', 3600))
  advance(100_000)
  expect(renewals).toHaveLength(0)
  adopt(undefined)
  advance(3_600_000)
  expect(renewals).toHaveLength(0)
})

test('before it is started and after it is stopped nothing is done', () => {
  const { adopt, advance, renewals, seen, start, timers, wakers } = opened()
  adopt(sessionFor('ada', 900))
  expect(timers.size).toBe(0)
  const stop = start()
  stop()
  expect(timers.size).toBe(0)
  adopt(sessionFor('ada', 900))
  advance(900_000)
  expect([renewals.length, seen.settled, timers.size, wakers.size]).toEqual([0, 0, 0, 0])
})

test('while nobody looks nothing is asked, and everything as soon as somebody does', () => {
  const { advance, renewals, seen, start, wake } = opened(900, { begin: false })
  start()
  expect(seen.settled).toBe(1)
  advance(1_000_000)
  expect(renewals).toHaveLength(0)
  wake()
  advance(0)
  expect(renewals).toHaveLength(1)
})

test('three seconds, and whoever was here is taken at their word', () => {
  const { advance, seen, start } = opened()
  start()
  advance(2999)
  expect(seen.settled).toBe(0)
  advance(1)
  expect(seen.settled).toBe(1)
})

test('what is not answered is asked again, less and less often, and at once for who looks', async () => {
  const { advance, fail, renewals, seen, start, wake } = opened()
  start()
  advance(780_000)
  const { settled } = seen
  for (const wait of [500, 1000, 2000]) {
    const before = renewals.length
    await fail()
    advance(wait - 1)
    expect(renewals).toHaveLength(before)
    advance(1)
    expect(renewals).toHaveLength(before + 1)
  }
  expect(seen.settled).toBe(settled + 3)
  await fail()
  wake()
  advance(0)
  expect(renewals).toHaveLength(5)
})

test('what failed is no reason to hurry once there are other tokens', async () => {
  const { adopt, advance, fail, renewals, start } = opened()
  start()
  advance(780_000)
  await fail()
  adopt(sessionFor('ada', 3600))
  advance(1000)
  expect(renewals).toHaveLength(1)
})

test('nor is what fails for somebody who has gone by then', async () => {
  const { adopt, advance, fail, renewals, seen, start } = opened()
  start()
  advance(780_000)
  const { settled } = seen
  adopt(sessionFor('bob', 3600))
  await fail()
  advance(1000)
  expect(renewals).toHaveLength(1)
  expect(seen.settled).toBe(settled)
})
