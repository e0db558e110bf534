import { afterEach, beforeEach, expect, vi } from 'vitest'

/** An error or warning that a test did not ask for is a failure. */
const complaints: string[] = []

/** Redux Toolkit minds a machine that is busy with something else; that says nothing about the code. */
const ofTheMachine = /^\w+Middleware took \d+ms/

beforeEach(() => {
  complaints.length = 0
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => {
      const text = values.map(String).join(' ')
      if (!ofTheMachine.test(text)) complaints.push(text)
    })
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(complaints, 'unexpected console output').toEqual([])
})

/** Takes the complaints that a test expects, so that they do not fail it. */
export const takeComplaints = () => complaints.splice(0)
