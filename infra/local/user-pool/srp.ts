import {
  createDiffieHellman,
  createHash,
  createHmac,
  getDiffieHellman,
  hkdfSync,
} from 'node:crypto'

import type { Verifier } from './model.ts'

// The 3072-bit group of RFC 3526 with generator 2.
const prime = getDiffieHellman('modp15').getPrime()
const n = BigInt(`0x${prime.toString('hex')}`)
const g = 2n
// OpenSSL's modular exponentiation: twenty times the speed of one over BigInt.
const group = createDiffieHellman(prime, Buffer.from([2]))

const bytes = (value: bigint) => {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
}

export const toBigInt = (value: Uint8Array) =>
  BigInt(`0x${Buffer.from(value).toString('hex') || '0'}`)

/** Numbers are hashed as Java's BigInteger writes them: a leading zero where the top bit is set. */
function padded(value: bigint): Buffer {
  const plain = bytes(value)
  return (plain[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), plain]) : plain
}

const sha256 = (...parts: readonly (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const k = toBigInt(sha256(padded(n), padded(g)))

function power(base: bigint, exponent: bigint): bigint {
  if (base <= 1n || base >= n - 1n) return base === n - 1n && exponent % 2n === 0n ? 1n : base
  group.setPrivateKey(bytes(exponent))
  return toBigInt(group.computeSecret(bytes(base)))
}

/** `owner` is the pool's name in its id, or a device's group key. */
export interface Identity {
  readonly owner: string
  readonly name: string
}

const secretExponent = ({ owner, name }: Identity, password: string, salt: bigint) =>
  toBigInt(sha256(padded(salt), sha256(`${owner}${name}:${password}`)))

export function makeVerifier(identity: Identity, password: string, salt: Uint8Array): Verifier {
  const saltNumber = toBigInt(salt)
  return {
    salt: saltNumber.toString(16),
    verifier: power(g, secretExponent(identity, password, saltNumber)).toString(16),
  }
}

export const matches = (identity: Identity, password: string, verifier: Verifier): boolean =>
  makeVerifier(identity, password, Buffer.from(evenly(verifier.salt), 'hex')).verifier ===
  verifier.verifier

const evenly = (hex: string) => (hex.length % 2 ? `0${hex}` : hex)

/** The client's public value, if it is one: a multiple of N would make every password right. */
export function readPublicValue(hex: string): bigint | undefined {
  if (!/^[0-9a-f]{1,800}$/i.test(hex)) return undefined
  const value = BigInt(`0x${hex}`)
  return value % n === 0n ? undefined : value
}

export interface Exchange {
  readonly clientPublic: string
  readonly serverSecret: string
  readonly serverPublic: string
}

export function beginExchange(verifier: Verifier, clientPublic: bigint, secret: Uint8Array) {
  const b = toBigInt(secret)
  const serverPublic = (k * BigInt(`0x${verifier.verifier}`) + power(g, b)) % n
  return {
    clientPublic: clientPublic.toString(16),
    serverSecret: b.toString(16),
    serverPublic: serverPublic.toString(16),
  } satisfies Exchange
}

interface Claim {
  readonly secretBlock: Uint8Array
  readonly timestamp: string
}

/** The signature that whoever knows the password sends. */
export function expectedSignature(
  identity: Identity,
  verifier: Verifier,
  exchange: Exchange,
  { secretBlock, timestamp }: Claim,
): Buffer {
  const a = BigInt(`0x${exchange.clientPublic}`)
  const publicB = BigInt(`0x${exchange.serverPublic}`)
  const u = toBigInt(sha256(padded(a), padded(publicB)))
  const shared = power(
    (a * power(BigInt(`0x${verifier.verifier}`), u)) % n,
    BigInt(`0x${exchange.serverSecret}`),
  )
  const key = hkdfSync('sha256', padded(shared), padded(u), 'Caldera Derived Key', 16)
  return createHmac('sha256', Buffer.from(key))
    .update(identity.owner)
    .update(identity.name)
    .update(secretBlock)
    .update(timestamp)
    .digest()
}
