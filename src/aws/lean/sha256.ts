const blockSize = 64

// FIPS 180-4, 4.2.2 and 5.3.3: of the cube roots and square roots of the first primes.
const k = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
)
const initial = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

/**
 * SHA-256, and HMAC where there is a key, as amazon-cognito-identity-js asks for them: at once, which
 * the browser's own never answers. Of @aws-crypto/sha256-js 1.x, all of tslib came with it.
 */
export class Sha256 {
  readonly #key: Uint8Array | undefined
  #bytes: Uint8Array

  constructor(key?: Uint8Array) {
    this.#key = key && keyBlock(key)
    this.#bytes = this.#key ? this.#key.map((byte) => byte ^ 0x36) : new Uint8Array()
  }

  update(data: string | Uint8Array) {
    this.#bytes = join(this.#bytes, bytesOf(data))
  }

  digestSync(): Uint8Array {
    const inner = digest(this.#bytes)
    if (!this.#key) return inner
    const outer = this.#key.map((byte) => byte ^ 0x5c)
    return digest(join(outer, inner))
  }
}

const bytesOf = (data: string | Uint8Array) =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data

function keyBlock(key: Uint8Array) {
  const block = new Uint8Array(blockSize)
  block.set(key.length > blockSize ? digest(key) : key)
  return block
}

function join(first: Uint8Array, second: Uint8Array) {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function digest(message: Uint8Array) {
  // A bit, zeros, and the length in bits: 64 of them, of which these messages need few.
  const padded = new Uint8Array(Math.ceil((message.length + 9) / blockSize) * blockSize)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 4, message.length * 8)

  const state = Int32Array.from(initial)
  for (let at = 0; at < padded.length; at += blockSize) compress(state, view, at)

  const hash = new DataView(new ArrayBuffer(32))
  state.forEach((word, index) => hash.setInt32(index * 4, word))
  return new Uint8Array(hash.buffer)
}

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))

function compress(state: Int32Array, view: DataView, start: number) {
  const w = new Int32Array(64)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let t = 0; t < 64; t += 1) {
    if (t < 16) w[t] = view.getInt32(start + t * 4)
    else {
      const [x = 0, y = 0] = [w[t - 2], w[t - 15]]
      const s1 = turn(x, 17) ^ turn(x, 19) ^ (x >>> 10)
      const s0 = turn(y, 7) ^ turn(y, 18) ^ (y >>> 3)
      w[t] = s1 + (w[t - 7] ?? 0) + s0 + (w[t - 16] ?? 0)
    }
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const first = h + sum1 + ((e & f) ^ (~e & g)) + (k[t] ?? 0) + (w[t] ?? 0)
    const second = sum0 + ((a & b) ^ (a & c) ^ (b & c))
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = (state[index] ?? 0) + word))
}
