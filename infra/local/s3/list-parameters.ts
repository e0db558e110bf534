import type { Call } from './call.ts'
import { s3Error } from './errors.ts'

const most = 1000

export function readLimit({ query }: Pick<Call, 'query'>, name = 'max-keys'): number {
  const given = query.get(name)
  if (given === undefined || given === '') return most
  const limit = /^\d+$/.test(given) ? Number(given) : Number.NaN
  if (!(limit <= 2 ** 31 - 1))
    throw s3Error.invalidArgument(
      `Argument ${name} must be an integer between 0 and 2147483647`,
      name,
      given,
    )
  return Math.min(limit, most)
}

/** Keys as they are, or in the form of URLs for clients whose XML parser minds some characters. */
export function readEncoding({ query }: Pick<Call, 'query'>) {
  const type = query.get('encoding-type')
  if (type !== undefined && type !== 'url')
    throw s3Error.invalidArgument(
      'Invalid Encoding Method specified in Request',
      'encoding-type',
      type,
    )
  return {
    type,
    encode: (text: string) => (type === undefined ? text : encodeKey(text)),
  }
}

// As forms are encoded, but for the slash.
const encodeKey = (key: string) =>
  new URLSearchParams([['', key]]).toString().slice(1).replaceAll('%2F', '/')
