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

/** Continues from the value of what came before. */
export function crc32(bytes: Uint8Array<ArrayBuffer>, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = (tables ??= makeTables())
  // Words are read where they are aligned only.
  const { buffer, byteOffset, length } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Int32Array(buffer, byteOffset, length >>> 2)
  let crc = ~before
  let at = 0
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
  for (let rest = at * 4; rest < length; rest++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[rest]!) & 255]!
  return ~crc >>> 0
}
