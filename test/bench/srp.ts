/*
 * The arithmetic of one SRP sign-in, the library's own beside ours, in turns on one core of this
 * machine: three powers modulo the group's 3072-bit prime, of 1024, 256 and 1280 bits.
 */
import { getDiffieHellman, randomBytes } from 'node:crypto'
import BigInteger from 'amazon-cognito-identity-js/es/BigInteger'
import { modPow } from '#src/aws/mod-pow.ts'

const groupPrime = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`)
const random = (bits: number) => BigInt(`0x${randomBytes(bits / 8).toString('hex')}`)
const ofLibrary = (value: bigint) => new BigInteger(value.toString(16), 16)

function stock(base: bigint, exponent: bigint): Promise<bigint> {
  return new Promise((resolve, reject) => {
    ofLibrary(base).modPow(ofLibrary(exponent), ofLibrary(groupPrime), (error, power) =>
      error instanceof Error ? reject(error) : resolve(BigInt(`0x${power.toString(16)}`)),
    )
  })
}
const ours = (base: bigint, exponent: bigint) => modPow(base, exponent, groupPrime, () => undefined)

async function timed(power: typeof ours, exponents: readonly bigint[]) {
  const since = performance.now()
  const results: bigint[] = []
  for (const exponent of exponents) results.push(await power(2n, exponent))
  return { milliseconds: performance.now() - since, results: results.join() }
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

const times = { stock: [] as number[], ours: [] as number[] }
for (let round = 0; round < 15; round++) {
  const exponents = [random(1024), random(256), random(1280)]
  const library = await timed(stock, exponents)
  const native = await timed(ours, exponents)
  if (library.results !== native.results) throw new Error('the results differ')
  times.stock.push(library.milliseconds)
  times.ours.push(native.milliseconds)
}
const [theirs, own] = [median(times.stock), median(times.ours)]
console.log('SRP arithmetic of one sign-in, median of 15, results identical')
console.log(`  amazon-cognito-identity-js  ${theirs.toFixed(1).padStart(7)} ms   1.00`)
console.log(
  `  ours                        ${own.toFixed(1).padStart(7)} ms   ${(own / theirs).toFixed(2)}`,
)
