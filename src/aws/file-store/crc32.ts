/** Of CRC-32 as zip and S3 have it, its bits reflected. */
const polynomial = 0xedb88320

/** Eight tables: the n-th advances a byte by n further bytes, so that eight are done at once. */
function makeTables() {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256))
  const [first = new Int32Array()] = tables
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1
    first[byte] = crc
  }
  for (let n = 1; n < 8; n++)
    for (let byte = 0; byte < 256; byte++) {
      const before = tables[n - 1]?.[byte] ?? 0
      tables[n]![byte] = (before >>> 8) ^ (first[before & 255] ?? 0)
    }
  return tables as [Table, Table, Table, Table, Table, Table, Table, Table]
}

type Table = Int32Array
let tables: ReturnType<typeof makeTables> | undefined

/**
 * x^91639 + x^41678 + 1 is the trinomial of lowest degree that the polynomial divides. So it does
 * the 32nd power, in which only the exponents change, times 32: what a word of 32 bits says may be
 * added to the words so much further on instead. That needs no table and takes half the time.
 */
const far = 91_639
const near = far - 41_678

/** Continues from the value of what came before. The buffer is worked in, and worthless afterwards. */
export function crc32(buffer: ArrayBuffer, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = (tables ??= makeTables())
  const words = new Int32Array(buffer, 0, buffer.byteLength >>> 2)
  const bytes = new Uint8Array(buffer)
  let crc = ~before
  const folded = Math.max(0, words.length - far)
  if (folded > 0) {
    words[0]! ^= crc
    crc = 0
  }
  for (let at = 0; at < folded; at++) {
    const word = words[at]!
    words[at + near]! ^= word
    words[at + far]! ^= word
  }
  let at = folded
  for (const end = words.length - 1; at < end; at += 2) {
    const low = words[at]! ^ crc
    const high = words[at + 1]!
    crc =
      t7[low & 255]! ^
      t6[(low >>> 8) & 255]! ^
      t5[(low >>> 16) & 255]! ^
      t4[low >>> 24]! ^
      t3[high & 255]! ^
      t2[(high >>> 8) & 255]! ^
      t1[(high >>> 16) & 255]! ^
      t0[high >>> 24]!
  }
  for (let rest = at * 4; rest < bytes.length; rest++)
    crc = (crc >>> 8) ^ t0[(crc ^ bytes[rest]!) & 255]!
  return ~crc >>> 0
}
