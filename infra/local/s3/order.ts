/** UTF-16 puts surrogates before U+E000; moving both ranges gives the order of UTF-8's bytes. */
const rank = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

/** S3 lists keys in the order of their UTF-8 bytes. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** The first index from `start` on for which `holds` is true; it must stay true after that. */
export function firstIndex(
  keys: readonly string[],
  holds: (key: string) => boolean,
  start = 0,
): number {
  let [low, high] = [start, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(keys[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
