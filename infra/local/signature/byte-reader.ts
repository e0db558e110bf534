export interface ByteReader {
  /** At least one byte and at most `most`, as they come; undefined at the end. */
  some(most: number): Promise<Uint8Array | undefined>
  /** Up to a line end, which it leaves out; undefined where none comes within the limit. */
  line(): Promise<string | undefined>
}

const lineLimit = 8 * 1024
const lineFeed = 10

export function byteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]()
  let held: Uint8Array = new Uint8Array()

  async function fill() {
    while (held.length === 0) {
      const next = await iterator.next()
      if (next.done) return false
      held = next.value
    }
    return true
  }

  function take(most: number) {
    const taken = held.subarray(0, most)
    held = held.subarray(taken.length)
    return taken
  }

  async function line() {
    let text = ''
    while (text.length < lineLimit && (await fill())) {
      const end = held.subarray(0, lineLimit).indexOf(lineFeed)
      const piece = take(end < 0 ? lineLimit : end + 1)
      text += Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1')
      if (end >= 0) return text.endsWith('\r\n') ? text.slice(0, -2) : undefined
    }
    return undefined
  }

  return { line, some: async (most) => ((await fill()) ? take(most) : undefined) }
}
