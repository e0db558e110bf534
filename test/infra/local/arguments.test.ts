import { expect, test } from 'vitest'
import { readArguments, UsageError } from '#infra/local/arguments.ts'

test('everything has a default', () => {
  expect(readArguments([])).toEqual({
    help: false,
    port: 4566,
    data: '.local',
    allowedHosts: [],
  })
})

test('what is given counts', () => {
  expect(readArguments(['--port', '0', '--ephemeral'])).toMatchObject({ port: 0, data: undefined })
  expect(readArguments(['--data=x', '--allow-host', 'a', '--allow-host', 'b'])).toMatchObject({
    data: 'x',
    allowedHosts: ['a', 'b'],
  })
})

test('what it does not know is refused', () => {
  for (const flags of [
    ['--prot', '1'],
    ['--port', 'x'],
    ['--port', '65536'],
    ['--port'],
    ['--data', 'a', '--ephemeral'],
    ['something'],
  ])
    expect(() => readArguments(flags), flags.join(' ')).toThrow(UsageError)
})
