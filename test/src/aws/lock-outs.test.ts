// @vitest-environment node
import { expect, test } from 'vitest'

import { AuthError } from '#src/aws/auth-error.ts'
import { createLockOuts } from '#src/aws/lock-outs.ts'

function opened() {
  let now = 1_000_000
  const lockOuts = createLockOuts(() => now)
  return {
    succeeded: () => lockOuts.succeeded('ada'),
    wrong: () => void lockOuts.failed('ada', new AuthError('wrong-credentials')),
    locked: () => lockOuts.failed('ada', new AuthError('too-many-attempts')).retryAfterSeconds,
    pass: (seconds: number) => void (now += seconds * 1000),
  }
}

test('from the fifth failure on the wait doubles, up to a quarter of an hour', () => {
  const { wrong, locked, pass } = opened()
  for (let failure = 0; failure < 4; failure += 1) wrong()
  expect(locked()).toBeUndefined()
  const waits: (number | undefined)[] = []
  for (let failure = 0; failure < 11; failure += 1) {
    wrong()
    waits.push(locked())
    pass(waits.at(-1) ?? 0)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900])
})

test('what is refused for another reason has no wait', () => {
  const lockOuts = createLockOuts(() => 0)
  const error = new AuthError('wrong-credentials')
  for (let failure = 0; failure < 6; failure += 1) expect(lockOuts.failed('ada', error)).toBe(error)
})

test('attempts while locked do not count, and the wait gets shorter as time goes by', () => {
  const { wrong, locked, pass } = opened()
  for (let failure = 0; failure < 9; failure += 1) wrong()
  expect(locked()).toBe(16)
  pass(10.5)
  expect([locked(), locked()]).toEqual([6, 6])
})

test('a lock that others have brought about has no time that is known', () => {
  const { wrong, locked, pass } = opened()
  expect(locked()).toBeUndefined()
  for (let failure = 0; failure < 5; failure += 1) wrong()
  pass(1)
  expect(locked()).toBeUndefined()
})

test('a success, and a quarter of an hour of quiet, begin anew', () => {
  const { succeeded, wrong, locked, pass } = opened()
  for (let failure = 0; failure < 5; failure += 1) wrong()
  succeeded()
  expect(locked()).toBeUndefined()
  for (let failure = 0; failure < 4; failure += 1) wrong()
  pass(901)
  wrong()
  expect(locked()).toBeUndefined()
})
