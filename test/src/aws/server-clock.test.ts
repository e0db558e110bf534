import { expect, test } from 'vitest'

import { createServerClock } from '#src/aws/server-clock.ts'

const hour = 3_600_000
const server = Date.UTC(2026, 10, 7, 9, 5, 3)

/** A device that believes it to be `wrong` milliseconds later than it is. */
const clockOf = (wrong: number) => createServerClock(() => server + wrong)

test.each([24 * hour, -24 * hour, 3 * 60_000])(
  'a clock %d ms wrong is put right by a Date header',
  (wrong) => {
    const clock = clockOf(wrong)
    clock.learn(new Date(server).toUTCString(), server + wrong)
    expect(Math.abs(clock.now() - server)).toBeLessThanOrEqual(1000)
  },
)

test('and by the moment a token was issued', () => {
  const clock = clockOf(-24 * hour)
  clock.issued(server / 1000)
  expect(Math.abs(clock.now() - server)).toBeLessThanOrEqual(1000)
})

test('a clock that is right is left alone', () => {
  const clock = clockOf(700)
  clock.learn(new Date(server).toUTCString(), server)
  expect(clock.offset()).toBe(0)
})

test('a slow answer does not look like a wrong clock', () => {
  let device = server
  const clock = createServerClock(() => device)
  device += 6000
  clock.learn(new Date(server + 3000).toUTCString(), server)
  expect(clock.offset()).toBe(0)
})

test('a device set right again is noticed', () => {
  let wrong = 24 * hour
  const clock = createServerClock(() => server + wrong)
  clock.restore(-wrong)
  wrong = 0
  clock.learn(new Date(server).toUTCString(), server)
  expect(clock.offset()).toBe(0)
})

test('headers that are missing or senseless teach nothing', () => {
  const clock = clockOf(24 * hour)
  clock.restore(-24 * hour)
  clock.learn(null, server)
  clock.learn('yesterday', server)
  expect(clock.offset()).toBe(-24 * hour)
})

test('nor does a difference that whole seconds explain', () => {
  const clock = clockOf(24 * hour)
  clock.restore(-24 * hour)
  clock.learn(new Date(server + 1000).toUTCString(), server + 24 * hour)
  expect(clock.offset()).toBe(-24 * hour)
})
