import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useCountdown, waitText } from '#src/ui/countdown.ts'

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => vi.useRealTimers())

const pass = (milliseconds: number) =>
  act(() => {
    vi.advanceTimersByTime(milliseconds)
  })

test('counts whole seconds down to nothing, and then stops ticking', () => {
  const { result } = renderHook(() => useCountdown(1_002_500))
  expect(result.current.seconds).toBe(3)
  pass(1000)
  expect(result.current.seconds).toBe(2)
  pass(2000)
  expect(result.current.seconds).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('starts over from the moment asked, not from the last tick', () => {
  const { result } = renderHook(() => useCountdown(undefined))
  expect(result.current.seconds).toBe(0)
  vi.setSystemTime(2_000_000)
  act(() => result.current.restart(30_000))
  expect(result.current.seconds).toBe(30)
})

test('a clock that is corrected meanwhile makes nobody wait longer', () => {
  const { result } = renderHook(() => useCountdown(1_030_000))
  vi.setSystemTime(1_000_000 - 3_600_000)
  pass(2000)
  expect(result.current.seconds).toBe(28)
})

test('the time that a device has slept counts', () => {
  const { result } = renderHook(() => useCountdown(1_030_000))
  vi.setSystemTime(1_000_000 + 20_000)
  pass(1000)
  expect(result.current.seconds).toBe(9)
})

test('says a wait in the words of the language', () => {
  expect(waitText(1, 'en')).toBe('1 second')
  expect(waitText(59, 'en')).toBe('59 seconds')
  expect(waitText(61, 'en')).toBe('2 minutes')
  expect(waitText(5, 'zh-Hans')).toBe('5秒钟')
})
