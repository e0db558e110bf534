import { afterEach, beforeEach, expect, vi } from 'vitest'

/** An error or warning that a test did not ask for is a failure. */
const complaints: string[] = []

beforeEach(() => {
  complaints.length = 0
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => {
      complaints.push(values.map(String).join(' '))
    })
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(complaints, 'unexpected console output').toEqual([])
})

/** Takes the complaints that a test expects, so that they do not fail it. */
export const takeComplaints = () => complaints.splice(0)
