import {
  createDiffieHellman,
  createHash,
  createHmac,
  getDiffieHellman,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

/**
 * The client's half of Cognito's SRP, written from the protocol and not from the stand-in's half,
 * so that a mistake would have to be made twice. Fast, for tests that sign in a thousand times.
 */
const prime = getDiffieHellman('modp15').getPrime()
const N = BigInt(`0x${prime.toString('hex')}`)
const group = createDiffieHellman(prime, 2)

const hexOf = (value: bigint) => {
  const hex = value.toString(16).padStart(2, '0')
  const even = hex.length % 2 ? `0${hex}` : hex
  return /^[89a-f]/.test(even) ? `00${even}` : even
}
const hash = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')

/** Modulo the group's prime. */
export function power(base: bigint, exponent: bigint) {
  group.setPrivateKey(Buffer.from(hexOf(exponent), 'hex'))
  const reduced = ((base % N) + N) % N
  return BigInt(`0x${group.computeSecret(Buffer.from(hexOf(reduced), 'hex')).toString('hex')}`)
}

const k = BigInt(`0x${hash(`${hexOf(N)}${hexOf(2n)}`)}`)

export function timestamp(at = new Date()): string {
  const [weekday, day, month, year, time] = at.toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`
}

export interface Challenge {
  readonly SALT: string
  readonly SRP_B: string
  readonly SECRET_BLOCK: string
  readonly USER_ID_FOR_SRP: string
}

/** `owner` is what follows the underscore in the pool's id. */
export function startSrp(owner: string, secret = randomBytes(64)) {
  const a = BigInt(`0x${secret.toString('hex')}`)
  const A = power(2n, a)
  return {
    SRP_A: A.toString(16),
    answer(challenge: Challenge, password: string, at = timestamp()) {
      const name = challenge.USER_ID_FOR_SRP
      const B = BigInt(`0x${challenge.SRP_B}`)
      const u = BigInt(`0x${hash(`${hexOf(A)}${hexOf(B)}`)}`)
      const inner = createHash('sha256').update(`${owner}${name}:${password}`).digest('hex')
      const x = BigInt(`0x${hash(`${hexOf(BigInt(`0x${challenge.SALT}`))}${inner}`)}`)
      const S = power(B - k * power(2n, x), a + u * x)
      const key = hkdfSync(
        'sha256',
        Buffer.from(hexOf(S), 'hex'),
        Buffer.from(hexOf(u), 'hex'),
        'Caldera Derived Key',
        16,
      )
      const signature = createHmac('sha256', Buffer.from(key))
        .update(owner)
        .update(name)
        .update(Buffer.from(challenge.SECRET_BLOCK, 'base64'))
        .update(at)
        .digest('base64')
      return {
        USERNAME: name,
        PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: at,
      }
    },
  }
}
