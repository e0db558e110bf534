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

// Node's build of amazon-cognito-identity-js, which the tests of the stand-in sign in with.
const { default: BigInteger } = createRequire(import.meta.url)(
  'amazon-cognito-identity-js/lib/BigInteger',
) as { default: { new (text: string, radix: 16): BigInteger; prototype: BigInteger } }

const { value: stock } = Object.getOwnPropertyDescriptor(
  BigInteger.prototype,
  'modPow',
) as TypedPropertyDescriptor<BigInteger['modPow']> & { value: BigInteger['modPow'] }
const native = (value: BigInteger) => {
  const text = value.toString(16)
  return text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`)
}

/** Its arithmetic is of 2008 and takes a third of a second for a sign-in: OpenSSL's instead. */
export function quicken() {
  BigInteger.prototype.modPow = function (exponent, _prime, callback) {
    callback(null, new BigInteger(power(native(this), native(exponent)).toString(16), 16))
  }
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
