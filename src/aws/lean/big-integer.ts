/**
 * The numbers of amazon-cognito-identity-js, on those the language has had since. `modPow` is put in
 * by native-big-integer.ts.
 */
export class BigInteger {
  static readonly ZERO = new BigInteger('0', 16)
  static readonly ONE = new BigInteger('1', 16)

  readonly #value: bigint

  /** The library counts to the base of 16 and no other. */
  constructor(digits: string, radix: number) {
    if (radix !== 16) throw new RangeError(`Base ${radix}`)
    const value = BigInt(`0x${digits.replace('-', '')}`)
    this.#value = digits.startsWith('-') ? -value : value
  }

  static #of(value: bigint) {
    return new BigInteger(value.toString(16), 16)
  }

  toString(radix: number) {
    return this.#value.toString(radix)
  }

  abs() {
    return this.#value < 0n ? BigInteger.#of(-this.#value) : this
  }

  add(other: BigInteger) {
    return BigInteger.#of(this.#value + other.#value)
  }

  subtract(other: BigInteger) {
    return BigInteger.#of(this.#value - other.#value)
  }

  multiply(other: BigInteger) {
    return BigInteger.#of(this.#value * other.#value)
  }

  /** Never below zero. */
  mod(modulus: BigInteger) {
    const rest = this.#value % modulus.#value
    return BigInteger.#of(rest < 0n ? rest + modulus.#value : rest)
  }

  /** Below, at or above zero, as with numbers. */
  compareTo(other: BigInteger) {
    return Number(this.#value > other.#value) - Number(this.#value < other.#value)
  }

  equals(other: BigInteger) {
    return this.#value === other.#value
  }
}
