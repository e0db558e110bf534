import { expect, test } from 'vitest'

import { createMemory } from '#src/aws/platform.ts'
import { createSessionStorage } from '#src/aws/session-storage.ts'
import { sessionKey } from '#src/aws/storage-keys.ts'
import { tokensFor } from '#test/support/tokens.ts'

const areas = () => ({ local: createMemory(), tab: createMemory() })
const session = { tokens: tokensFor('ada'), generation: 3, clockOffset: -86_400_000 }

test('what is written is read back', () => {
  const storage = createSessionStorage(areas(), 'client')
  storage.write({ ...session, keep: true })
  expect(storage.read()).toEqual({ ...session, keep: true })
})

test('"keep me signed in" decides the area', () => {
  const { local, tab } = areas()
  const storage = createSessionStorage({ local, tab }, 'client')
  storage.write({ ...session, keep: false })
  expect(local.get(sessionKey)).toBeNull()
  expect(tab.get(sessionKey)).not.toBeNull()
})

test('a tab’s own session goes before the shared one', () => {
  const storage = createSessionStorage(areas(), 'client')
  storage.write({ ...session, keep: true })
  storage.write({ ...session, tokens: tokensFor('bob'), keep: false })
  expect(storage.read()?.tokens).toEqual(tokensFor('bob'))
})

const damaged: readonly (readonly [string, (text: string) => string])[] = [
  ['cut off', (text) => text.slice(0, -9)],
  ['another version', (text) => text.replace('"version":1', '"version":2')],
  ['another client', (text) => text.replace('"client"', '"other"')],
  ['a token that is none', (text) => text.replace(/"idToken":"[^"]+"/, '"idToken":"abc"')],
  ['a token missing', (text) => text.replace(/"refreshToken":"[^"]+"/, '"refreshToken":""')],
  ['a generation that is none', (text) => text.replace('"generation":3', '"generation":"3"')],
  ['an offset that is none', (text) => text.replace('"clockOffset":-', '"clockOffset":null,"x":')],
  ['a device that is none', (text) => text.replace('"tokens":{', '"tokens":{"deviceKey":7,')],
  ['not an object', () => '7'],
  ['null', () => 'null'],
]

test.each(damaged)('what cannot be used is not kept: %s', (_, damage) => {
  const { local, tab } = areas()
  const storage = createSessionStorage({ local, tab }, 'client')
  storage.write({ ...session, keep: true })
  local.set(sessionKey, damage(local.get(sessionKey) ?? ''))
  expect(storage.read()).toBeUndefined()
  expect(local.get(sessionKey)).toBeNull()
})
