/*
 * Everything here works on strings of one character per byte, as node:http hands them over: what
 * is compared are the bytes that were sent, whether or not they are text.
 */

const hexByte = /%([0-9a-f]{2})/gi

export const percentDecode = (text: string) =>
  text.replace(hexByte, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

export const percentEncode = (bytes: string) =>
  bytes.replace(
    /[^A-Za-z0-9\-._~]/g,
    (byte) => '%' + byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0'),
  )

/** A plus is a space in a query, as in a form. */
const queryDecode = (text: string) => percentDecode(text.replaceAll('+', ' '))

export type QueryPair = readonly [name: string, value: string]

export const queryPairs = (query: string): readonly QueryPair[] =>
  query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      return equals < 0
        ? [queryDecode(part), '']
        : [queryDecode(part.slice(0, equals)), queryDecode(part.slice(equals + 1))]
    })
