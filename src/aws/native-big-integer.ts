import BigInteger from 'amazon-cognito-identity-js/es/BigInteger'

import { createBreath, modPow } from './mod-pow.ts'

const budgetMilliseconds = 8

/**
 * The library raises to powers in 2008's arithmetic, which stops the page for a third of a second.
 * Its React Native build replaces this same method, and for that reason it takes a callback.
 */
export function installNativeModPow(onError: (error: unknown) => void) {
  const running = new WeakMap<BigInteger, { base: BigInteger; result: Promise<BigInteger> }>()

  BigInteger.prototype.modPow = function (this: BigInteger, exponent, modulus, callback) {
    // The library asks for A when it is made and again when it is used, without waiting in between.
    let known = running.get(exponent)
    if (known?.base !== this) {
      known = { base: this, result: compute(this, exponent, modulus) }
      running.set(exponent, known)
    }
    const { result } = known
    void (async () => {
      try {
        callback(null, await result)
      } catch (error) {
        onError(error)
      }
    })()
  }
}

async function compute(base: BigInteger, exponent: BigInteger, modulus: BigInteger) {
  const breathe = createBreath(budgetMilliseconds)
  const power = await modPow(native(base), native(exponent), native(modulus), breathe)
  return new BigInteger(power.toString(16), 16)
}

function native(value: BigInteger) {
  const text = value.toString(16)
  return text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`)
}
