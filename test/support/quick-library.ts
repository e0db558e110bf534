import { createRequire } from 'node:module'
import { power } from '#test/support/srp-client.ts'

interface BigInteger {
  toString(radix: number): string
  modPow(
    exponent: BigInteger,
    modulus: BigInteger,
    callback: (error: null, result: BigInteger) => void,
  ): void
}
interface Numbers {
  new (text: string, radix: 16): BigInteger
  readonly prototype: BigInteger
}

/** The library's own half of SRP, which it does not declare. */
interface AuthenticationHelper {
  readonly N: BigInteger
  smallAValue: BigInteger
  largeAValue: BigInteger | undefined
  getLargeAValue(done: (error: Error | null, value: BigInteger) => void): void
  getPasswordAuthenticationKey(
    username: string,
    password: string,
    serverPublic: BigInteger,
    salt: BigInteger,
    done: (error: Error | null, key: Buffer) => void,
  ): void
}

// Node's build of amazon-cognito-identity-js, which the tests of the stand-in sign in with.
const require = createRequire(import.meta.url)
export const { default: BigInteger } = require('amazon-cognito-identity-js/lib/BigInteger') as {
  default: Numbers
}
export const { default: AuthenticationHelper } =
  require('amazon-cognito-identity-js/lib/AuthenticationHelper') as {
    default: new (owner: string) => AuthenticationHelper
  }

const { value: stock } = Object.getOwnPropertyDescriptor(
  BigInteger.prototype,
  'modPow',
) as TypedPropertyDescriptor<BigInteger['modPow']> & { value: BigInteger['modPow'] }
const native = (value: BigInteger) => {
  const text = value.toString(16)
  return text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`)
}

const quick = (made: Numbers): BigInteger['modPow'] =>
  function (this: BigInteger, exponent, _prime, callback) {
    callback(null, new made(power(native(this), native(exponent)).toString(16), 16))
  }

/** Its arithmetic is of 2008 and takes a third of a second for a sign-in: OpenSSL's instead. */
export function quicken() {
  BigInteger.prototype.modPow = quick(BigInteger)
}

/**
 * The browser's build, for good: the app's own arithmetic, which is tested by itself
 * (native-big-integer.test.ts) and in browsers, took most of the time of every sign-in here.
 */
export function quickenForGood(made: Numbers) {
  const modPow = quick(made)
  Object.defineProperty(made.prototype, 'modPow', {
    configurable: true,
    get: () => modPow,
    set() {},
  })
}

/** As it is published. */
export async function withStockArithmetic<T>(run: () => Promise<T>): Promise<T> {
  BigInteger.prototype.modPow = stock
  try {
    return await run()
  } finally {
    quicken()
  }
}
