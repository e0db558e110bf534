type Encoding = 'utf8' | 'hex' | 'base64'

class Bytes extends Uint8Array {
  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'hex')
      return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('')
    if (encoding === 'base64')
      return btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(''))
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this)
  }
}

/**
 * As much of Node's Buffer as amazon-cognito-identity-js uses. The one it brings is of 2019, reads
 * and writes floating point, and was a third of the chunk.
 */
export const Buffer = {
  from(value: string | ArrayLike<number>, encoding: Encoding = 'utf8') {
    return new Bytes(typeof value === 'string' ? decode(value, encoding) : value)
  },

  concat(parts: readonly ArrayLike<number>[]) {
    const whole = new Bytes(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  },
}

function decode(text: string, encoding: Encoding): ArrayLike<number> {
  if (encoding === 'utf8') return new TextEncoder().encode(text)
  if (encoding === 'hex') {
    if (!/^([\da-f]{2})*$/i.test(text)) throw new TypeError('Invalid hex string')
    return (text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  }
  // As it is in a token, too: with - and _, and without padding.
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Array.from(binary, (char) => char.charCodeAt(0))
}
