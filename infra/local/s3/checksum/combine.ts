/**
 * The CRC of two pieces put together, from the CRCs of the pieces and the length of the second:
 * the first is multiplied by x^(8 * length) modulo the polynomial. It spares reading parts again.
 */
export function combineCrc(
  first: bigint,
  second: bigint,
  secondLength: number,
  { width, polynomial }: { readonly width: 32 | 64; readonly polynomial: bigint },
): bigint {
  const top = 1n << BigInt(width - 1)
  // Bits are reflected: the highest stands for x^0.
  const multiply = (a: bigint, b: bigint) => {
    let product = 0n
    let shifted = b
    for (let mask = top; mask > 0n; mask >>= 1n) {
      if (a & mask) product ^= shifted
      shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n
    }
    return product
  }
  let power = top
  let square = top >> 1n
  for (let bits = BigInt(secondLength) * 8n; bits > 0n; bits >>= 1n) {
    if (bits & 1n) power = multiply(power, square)
    square = multiply(square, square)
  }
  return multiply(power, first) ^ second
}
