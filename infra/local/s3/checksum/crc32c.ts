const polynomial = 0x82f63b78

/** Eight tables: the n-th advances a byte by n further bytes, so that eight are done at once. */
function makeTables() {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256))
  const [first = new Int32Array(256)] = tables
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
  return tables as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
}

let tables: ReturnType<typeof makeTables> | undefined

/** Continues from the value of what came before. */
export function crc32c(data: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = (tables ??= makeTables())
  let crc = ~before
  let at = 0
  for (const end = data.length - 7; at < end; at += 8) {
    const low =
      crc ^ (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24))
    crc =
      t7[low & 255]! ^
      t6[(low >>> 8) & 255]! ^
      t5[(low >>> 16) & 255]! ^
      t4[low >>> 24]! ^
      t3[data[at + 4]!]! ^
      t2[data[at + 5]!]! ^
      t1[data[at + 6]!]! ^
      t0[data[at + 7]!]!
  }
  for (; at < data.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ data[at]!) & 255]!
  return ~crc >>> 0
}
