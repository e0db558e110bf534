const polynomial = 0x9a6c9329ac4bc9b5n

/**
 * Eight tables as in crc32c.ts, each in two halves: numbers hold 32 bits without boxing, and a
 * BigInt for each byte would be a hundred times slower.
 */
function makeTables() {
  const first = Array.from({ length: 256 }, (_, byte) => {
    let crc = BigInt(byte)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n
    return crc
  })
  const low = new Int32Array(8 * 256)
  const high = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = first[byte]!
    for (let n = 0; n < 8; n++) {
      low[n * 256 + byte] = Number(crc & 0xffffffffn)
      high[n * 256 + byte] = Number(crc >> 32n)
      crc = (crc >> 8n) ^ first[Number(crc & 255n)]!
    }
  }
  return { low, high }
}

let tables: ReturnType<typeof makeTables> | undefined

export interface Halves {
  readonly low: number
  readonly high: number
}

/** Continues from the value of what came before. */
export function crc64nvme(data: Uint8Array, before: Halves = { low: 0, high: 0 }): Halves {
  const { low: l, high: h } = (tables ??= makeTables())
  let low = ~before.low
  let high = ~before.high
  let at = 0
  for (const end = data.length - 7; at < end; at += 8) {
    const a =
      low ^ (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24))
    const b =
      high ^ (data[at + 4]! | (data[at + 5]! << 8) | (data[at + 6]! << 16) | (data[at + 7]! << 24))
    const i7 = 1792 + (a & 255)
    const i6 = 1536 + ((a >>> 8) & 255)
    const i5 = 1280 + ((a >>> 16) & 255)
    const i4 = 1024 + (a >>> 24)
    const i3 = 768 + (b & 255)
    const i2 = 512 + ((b >>> 8) & 255)
    const i1 = 256 + ((b >>> 16) & 255)
    const i0 = b >>> 24
    low = l[i7]! ^ l[i6]! ^ l[i5]! ^ l[i4]! ^ l[i3]! ^ l[i2]! ^ l[i1]! ^ l[i0]!
    high = h[i7]! ^ h[i6]! ^ h[i5]! ^ h[i4]! ^ h[i3]! ^ h[i2]! ^ h[i1]! ^ h[i0]!
  }
  for (; at < data.length; at++) {
    const index = (low ^ data[at]!) & 255
    low = ((low >>> 8) | (high << 24)) ^ l[index]!
    high = (high >>> 8) ^ h[index]!
  }
  return { low: ~low >>> 0, high: ~high >>> 0 }
}
