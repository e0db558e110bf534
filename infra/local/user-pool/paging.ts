import { invalidParameter } from './errors.ts'

const prefix = 'from:'

/** A part of a list, and what to ask the next part with. */
export function page<T>(all: readonly T[], size: number, token?: string) {
  const start = token === undefined ? 0 : position(token)
  const end = start + size
  const next = end < all.length ? Buffer.from(`${prefix}${end}`).toString('base64url') : undefined
  return { items: all.slice(start, end), next }
}

function position(token: string): number {
  const text = Buffer.from(token, 'base64url').toString()
  if (!text.startsWith(prefix) || !/^\d{1,9}$/.test(text.slice(prefix.length)))
    throw invalidParameter('Invalid pagination token given.')
  return Number(text.slice(prefix.length))
}
