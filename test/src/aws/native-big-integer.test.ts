import type Big from 'amazon-cognito-identity-js/es/BigInteger'
import { expect, test, vi } from 'vitest'

// A library of this file's own, which nobody has changed yet.
vi.resetModules()
const { default: BigInteger } = await import('amazon-cognito-identity-js/es/BigInteger')
const { AuthenticationHelper } = await import('amazon-cognito-identity-js/es/index')
const { installNativeModPow } = await import('#src/aws/native-big-integer.ts')

/** Members of the library's helper that it does not declare. */
interface Helper {
  smallAValue: Big
  largeAValue: Big
  g: Big
  N: Big
  getLargeAValue(callback: (error: unknown, value: Big) => void): void
  getPasswordAuthenticationKey(
    user: string,
    password: string,
    B: Big,
    salt: Big,
    callback: (error: unknown, key: Uint8Array) => void,
  ): void
}

const stock = Object.getOwnPropertyDescriptor(BigInteger.prototype, 'modPow')?.value as (
  this: Big,
  exponent: Big,
  modulus: Big,
  callback: () => void,
) => Big
const ignore = () => {}

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
    const [base, exponent, modulus] = given.map((text) => new BigInteger(text, 16))
    if (!base || !exponent || !modulus) throw new Error('three numbers')
    const ours = await new Promise<Big>((resolve) =>
      base.modPow(exponent, modulus, (_, result) => resolve(result)),
    )
    expect(ours.toString(16)).toBe(stock.call(base, exponent, modulus, ignore).toString(16))
  }
  expect(failed).not.toHaveBeenCalled()
})

test('key and A of a whole SRP exchange are those of the stock library', async () => {
  const B = new BigInteger(hex(760, 5), 16)
  const salt = new BigInteger(hex(32, 9), 16)
  const helper = new AuthenticationHelper('AbCdEf123') as unknown as Helper

  installNativeModPow((error) => {
    throw error
  })
  const A = await new Promise<Big>((resolve) => helper.getLargeAValue((_, value) => resolve(value)))
  const key = await new Promise<Uint8Array>((resolve) =>
    helper.getPasswordAuthenticationKey('user', 'Ünïcode-1', B, salt, (_, it) => resolve(it)),
  )

  BigInteger.prototype.modPow = function (this: Big, exponent, modulus, callback) {
    callback(null, stock.call(this, exponent, modulus, ignore))
  }
  expect(stock.call(helper.g, helper.smallAValue, helper.N, ignore).toString(16)).toBe(
    A.toString(16),
  )
  const stockKey = await new Promise<Uint8Array>((resolve) =>
    helper.getPasswordAuthenticationKey('user', 'Ünïcode-1', B, salt, (_, it) => resolve(it)),
  )
  expect([...key]).toEqual([...stockKey])
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
