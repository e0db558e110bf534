import { randomBytes } from 'node:crypto'
import type Big from 'amazon-cognito-identity-js/es/BigInteger'
import { expect, onTestFinished, test, vi } from 'vitest'

import { createDeviceStorage } from '#src/aws/device-storage.ts'
import { createServerClock } from '#src/aws/server-clock.ts'
import { createUserPoolApi } from '#src/aws/user-pool-api.ts'
import { openApp, startBackend } from '#test/support/services.ts'
import {
  AuthenticationHelper as StockHelper,
  BigInteger as StockInteger,
  quicken,
  withStockArithmetic,
} from '#test/support/quick-library.ts'

// A library of this file's own, which nobody has changed yet.
vi.resetModules()
const { default: BigInteger } = await import('amazon-cognito-identity-js/es/BigInteger')
const { default: AuthenticationHelper } =
  await import('amazon-cognito-identity-js/es/AuthenticationHelper')
const { installNativeModPow } = await import('#src/aws/native-big-integer.ts')

const { createUserPool } = await import('#src/aws/user-pool.ts')

// Its powers are OpenSSL's unless they are asked for as they were published, which takes a while.
quicken()
const stockPower = (base: string, exponent: string, modulus: string) =>
  withStockArithmetic(async () => {
    const modPow = StockInteger.prototype.modPow as unknown as (
      this: object,
      exponent: object,
      modulus: object,
      ignore: () => void,
    ) => { toString(radix: number): string }
    const [e, m] = [new StockInteger(exponent, 16), new StockInteger(modulus, 16)]
    // It calls nobody back where the exponent is zero.
    return modPow.call(new StockInteger(base, 16), e, m, () => {}).toString(16)
  })

const hex = (length: number, seed: number) =>
  Array.from({ length }, (_, at) => ((seed * 2654435761 + at * 40503) >>> 7) % 16)
    .map((digit) => digit.toString(16))
    .join('')

// The library knows odd moduli only; SRP has no other.
test('a power is bit for bit the one the library computes', async () => {
  const failed = vi.fn<(error: unknown) => void>()
  installNativeModPow(failed)
  const cases = Array.from({ length: 4 }, (_, seed) => [
    hex(768, seed + 1),
    hex(seed % 2 ? 64 : 256, seed + 31),
    `f${hex(766, seed + 77)}1`,
  ])
  const edges = [
    ['-1f', '3', '65'],
    ['-2', '10', '61'],
    ['5', '0', '17'],
    ['0', '5', '17'],
    ['1', 'ffffff', '17'],
    ['2', '1', '10001'],
  ]
  for (const given of [...cases, ...edges]) {
    const [base = '', exponent = '', modulus = ''] = given
    const ours = await new Promise<Big>((resolve) =>
      new BigInteger(base, 16).modPow(
        new BigInteger(exponent, 16),
        new BigInteger(modulus, 16),
        (_, result) => resolve(result),
      ),
    )
    expect(ours.toString(16)).toBe(await stockPower(base, exponent, modulus))
  }
  expect(failed).not.toHaveBeenCalled()
})

/** The library's half of an exchange, with everything that is left to chance given. */
function exchange(Helper: typeof StockHelper, Integer: typeof StockInteger, given: Chances) {
  const helper = new Helper('AbCdEf123')
  helper.smallAValue = new Integer(given.a, 16)
  helper.largeAValue = undefined
  return new Promise<{ A: string; key: readonly number[] }>((resolve) =>
    helper.getLargeAValue((_, A) =>
      helper.getPasswordAuthenticationKey(
        given.user,
        given.password,
        new Integer(given.B, 16),
        new Integer(given.salt, 16),
        (_error, key) => resolve({ A: A.toString(16), key: [...key] }),
      ),
    ),
  )
}

interface Chances {
  readonly a: string
  readonly B: string
  readonly salt: string
  readonly user: string
  readonly password: string
}

// Numbers, hash, HMAC and bytes are all ours in the one, and all the library's in the other.
test('key and A of whole SRP exchanges are those of the stock library', async () => {
  installNativeModPow((error) => {
    throw error
  })
  for (let round = 0; round < 6; round += 1) {
    const chances = {
      a: randomBytes(128).toString('hex'),
      B: randomBytes(383 - round).toString('hex'),
      salt: randomBytes(16).toString('hex'),
      user: `user-${round}`,
      password: `Ünïcode-密码-${'x'.repeat(round * 13)}`,
    }
    const ours = await exchange(AuthenticationHelper as never, BigInteger as never, chances)
    const stock = () => exchange(StockHelper, StockInteger, chances)
    const theirs = await (round === 0 ? withStockArithmetic(stock) : stock())
    expect(ours).toEqual(theirs)
  }
})

test('A, which the library asks for twice, is computed once', async () => {
  installNativeModPow(() => {})
  const base = new BigInteger('2', 16)
  const exponent = new BigInteger(hex(256, 3), 16)
  const modulus = new BigInteger(`f${hex(766, 4)}1`, 16)
  const ask = () =>
    new Promise<Big>((resolve) => base.modPow(exponent, modulus, (_, it) => resolve(it)))
  const [first, second] = await Promise.all([ask(), ask()])
  expect(first).toBe(second)
})

test('what a callback throws is not lost', async () => {
  const failure = await new Promise((resolve) => {
    installNativeModPow(resolve)
    new BigInteger('2', 16).modPow(new BigInteger('3', 16), new BigInteger('7', 16), () => {
      throw new Error('from the callback')
    })
  })
  expect(failure).toEqual(new Error('from the callback'))
})

test('what cannot be reckoned with ends the sign-in, and is not waited for', async () => {
  const backend = await startBackend()
  onTestFinished(() => backend.close())
  const { tab: platform } = openApp(backend)
  const { userPoolId, userPoolClientId } = backend.config
  const clock = createServerClock(() => platform.now())
  const api = createUserPoolApi({ endpoint: `${backend.origin}/`, clock })
  const devices = createDeviceStorage(platform.local, userPoolClientId)
  const pool = createUserPool({ api, clock, devices, platform, userPoolId, userPoolClientId })
  // Without the secret block.
  const ChallengeParameters = { USER_ID_FOR_SRP: 'ada', SRP_B: 'f00d', SALT: 'beef' }
  backend.answer('InitiateAuth', { ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters })
  await expect(pool.signIn('ada@example.com', 'analytical-1843')).rejects.toBeInstanceOf(Error)
  expect(backend.asked()).toEqual(['InitiateAuth'])
})
