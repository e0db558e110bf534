import { expect, test } from 'vitest'
import { fingerprint } from '#src/app/fingerprint.ts'
import { exampleConfig } from '#test/support/config.ts'

const example = exampleConfig()

test('does not depend on ids, addresses or the order of keys', () => {
  const other = Object.fromEntries(Object.entries(example).toReversed()) as typeof example
  const endpoints = { userPool: 'http://a', identityPool: 'http://b', s3: 'http://c' }
  expect(
    fingerprint({ ...other, region: 'eu-west-1', userPoolId: 'x', bucket: 'y', endpoints }),
  ).toBe(fingerprint(example))
})

test.each([
  { ...example, appName: 'Other' },
  { ...example, selfSignUp: false },
  { ...example, passwordPolicy: { ...example.passwordPolicy, minimumLength: 9 } },
  { ...example, attributes: [] },
])('changes with what pages show (case %#)', (changed) => {
  expect(fingerprint(changed)).not.toBe(fingerprint(example))
})
