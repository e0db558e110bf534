import { createHash, createHmac, randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { systemRandom } from '#infra/local/random.ts'
import { isTimestamp } from '#infra/local/user-pool/first-factor.ts'
import {
  beginExchange,
  expectedSignature,
  makeVerifier,
  matches,
  readPublicValue,
} from '#infra/local/user-pool/srp.ts'
import { startCognito, password } from '#test/support/cognito.ts'
import { AuthenticationHelper, BigInteger, quicken } from '#test/support/quick-library.ts'
import { startSrp, timestamp } from '#test/support/srp-client.ts'
import type { Challenge } from '#test/support/srp-client.ts'

quicken()

const salt = Buffer.from('00ff112233445566778899aabbccddee', 'hex')
const identity = { owner: 'AbCdEf123', name: '5d1f9a0e-1111-4222-a333-444455556666' }

/** The library's own answer and the one expected of it, for exponents that are chosen. */
async function exchangeWith(secret: string, a: Uint8Array, b: Uint8Array) {
  const helper = new AuthenticationHelper(identity.owner)
  helper.smallAValue = new BigInteger(Buffer.from(a).toString('hex'), 16)
  // Made of an exponent of its own choice.
  helper.largeAValue = undefined
  const verifier = makeVerifier(identity, secret, salt)
  const clientPublic = await new Promise<string>((resolve, reject) =>
    helper.getLargeAValue((error, value) => (error ? reject(error) : resolve(value.toString(16)))),
  )
  const exchange = beginExchange(verifier, readPublicValue(clientPublic) ?? 0n, b)
  const key = await new Promise<Buffer>((resolve, reject) =>
    helper.getPasswordAuthenticationKey(
      identity.name,
      secret,
      new BigInteger(exchange.serverPublic, 16),
      new BigInteger(verifier.salt, 16),
      (error, value) => (error ? reject(error) : resolve(value)),
    ),
  )
  const secretBlock = systemRandom.bytes(64)
  const at = timestamp()
  const claimed = createHmac('sha256', key)
    .update(identity.owner + identity.name)
    .update(secretBlock)
    .update(at)
    .digest('hex')
  const expected = expectedSignature(identity, verifier, exchange, { secretBlock, timestamp: at })
  return { ...exchange, claimed, expected: expected.toString('hex') }
}

test.each(['simple-Passw0rd', 'ünïcödé-пароль-7🦊', ' '.repeat(3) + 'x', 'p'.repeat(256)])(
  'agrees with amazon-cognito-identity-js about the key for %j',
  async (secret) => {
    const [a, b] = [systemRandom.bytes(32), systemRandom.bytes(32)]
    const { claimed, expected } = await exchangeWith(secret, a, b)
    expect(expected).toBe(claimed)
  },
)

const exponent = (seed: string) => createHash('sha256').update(seed).digest()

/** Found by trying: one number in 256 is a byte short, one in 16 half a byte. */
test.each([
  ['A: top bit', 'a0', 'b2', /^[89a-f].{767}\|/],
  ['A: half a byte short', 'a3', 'b2', /^.{767}\|/],
  ['A: a byte short', 'a180', 'b2', /^.{765}\|/],
  ['B: top bit', 'a1', 'b1', /\|[89a-f].{767}$/],
  ['B: half a byte short', 'a1', 'b0', /\|.{767}$/],
  ['B: a byte short', 'a1', 'b189', /\|.{766}$/],
  ['hash of both: half a byte short', 'a12', 'b2', /\|/],
  ['hash of both: a byte short', 'a31', 'b2', /\|/],
  ['key: half a byte short', 'a15', 'b2', /\|/],
  ['key: a byte short', 'a74', 'b2', /\|/],
])('agrees with it where a number is awkward: %s', async (_what, a, b, shape) => {
  const { clientPublic, serverPublic, claimed, expected } = await exchangeWith(
    'simple-Passw0rd',
    exponent(a),
    exponent(b),
  )
  expect(`${clientPublic}|${serverPublic}`).toMatch(shape)
  expect(expected).toBe(claimed)
})

test('a fixed salt gives a fixed verifier, and only the password matches it', () => {
  const verifier = makeVerifier(identity, password, salt)
  expect(verifier.salt).toBe('ff112233445566778899aabbccddee')
  expect(matches(identity, password, verifier)).toBe(true)
  expect(matches(identity, `${password} `, verifier)).toBe(false)
  expect(matches({ ...identity, name: 'else' }, password, verifier)).toBe(false)
})

test('a public value that would make every password right is none', () => {
  const prime = (2n ** 64n).toString(16)
  expect(readPublicValue(prime)).toBe(2n ** 64n)
  const n = BigInt(`0x${new AuthenticationHelper('x').N.toString(16)}`)
  for (const value of [0n, n, n * 2n]) expect(readPublicValue(value.toString(16))).toBeUndefined()
  for (const text of ['', 'xyz', '-1', 'f'.repeat(801)])
    expect(readPublicValue(text)).toBeUndefined()
})

test.each([
  ['Sat Nov 7 02:03:04 UTC 2026', true],
  ['Sat Nov 07 02:03:04 UTC 2026', false],
  ['Fri Nov 7 02:03:04 UTC 2026', false],
  ['Sat Nov 7 2:03:04 UTC 2026', false],
  ['Sat Nov 31 02:03:04 UTC 2026', false],
  ['2026-11-07T02:03:04Z', false],
  ['', false],
])('the time %j is written as Cognito wants it: %s', (text, right) => {
  expect(isTimestamp(text)).toBe(right)
})

test('a hundred times people with passwords and salts of their own sign in', async () => {
  const { aws, userPoolId, ClientId } = await startCognito()
  const owner = userPoolId.split('_')[1] ?? ''
  const context = aws.aws.userPool
  const users = context.users(userPoolId)

  async function send(operation: string, input: object): Promise<Record<string, unknown>> {
    const body = Buffer.from(JSON.stringify({ ClientId, ...input }))
    const response = await aws.aws.handler({
      method: 'POST',
      path: '/',
      query: '',
      headers: {
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
        'content-type': 'application/x-amz-json-1.1',
      },
      body: (async function* () {
        yield body
      })(),
    })
    return JSON.parse(response.body as string) as Record<string, unknown>
  }

  async function add(index: number) {
    const secret = systemRandom.bytes(12).toString('base64') + index
    const name = `person-${index}@example.com`
    await send('SignUp', {
      Username: name,
      Password: secret,
      UserAttributes: [{ Name: 'custom:agentName', Value: 'x' }],
    })
    const made = users.find(name)
    if (made) users.save({ ...made, status: 'CONFIRMED' })
    return { name, secret }
  }

  async function signIn({ name, secret }: Awaited<ReturnType<typeof add>>) {
    const srp = startSrp(owner, randomBytes(16))
    const { ChallengeParameters } = await send('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: name, SRP_A: srp.SRP_A },
    })
    const answers = srp.answer(ChallengeParameters as Challenge, secret)
    const result = await send('RespondToAuthChallenge', {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeResponses: answers,
    })
    return result['AuthenticationResult'] !== undefined
  }

  let signedIn = 0
  for (let index = 0; index < 25; index++) {
    const person = await add(index)
    for (let time = 0; time < 4; time++) if (await signIn(person)) signedIn += 1
  }
  expect(signedIn).toBe(100)
})
