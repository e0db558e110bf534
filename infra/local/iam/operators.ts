import { BlockList, isIP } from 'node:net'
import { fill, matches, matchesArn } from './pattern.ts'
import type { Lookup } from './pattern.ts'

type Test = (expected: string, given: string, lookup: Lookup | undefined) => boolean

const byValue =
  (test: (expected: string, given: string) => boolean): Test =>
  (expected, given, lookup) => {
    const value = fill(expected, lookup)
    return value !== undefined && test(value, given)
  }

const number = (text: string) => (text.trim() === '' ? NaN : Number(text))

/** ISO 8601 or seconds since 1970. */
const date = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text))

const compared = (
  read: (text: string) => number,
  holds: (given: number, expected: number) => boolean,
) => byValue((expected, given) => holds(read(given), read(expected)))

/** An IPv4 address that arrived over IPv6 is the IPv4 address. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

function inRange(range: string, address: string) {
  const [network = '', bits] = range.split('/')
  const family = isIP(network)
  const given = plain(address)
  if (family === 0 || isIP(given) !== family) return false
  const name = family === 4 ? 'ipv4' : 'ipv6'
  const length = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits)
  if (!Number.isInteger(length) || length < 0 || length > (family === 4 ? 32 : 128)) return false
  const ranges = new BlockList()
  ranges.addSubnet(network, length, name)
  return ranges.check(given, name)
}

const same = byValue((expected, given) => expected === given)
const ignoringCase = byValue((expected, given) => expected.toLowerCase() === given.toLowerCase())

const positive: Readonly<Record<string, Test>> = {
  StringEquals: same,
  StringEqualsIgnoreCase: ignoringCase,
  StringLike: matches,
  NumericEquals: compared(number, (given, expected) => given === expected),
  NumericLessThan: compared(number, (given, expected) => given < expected),
  NumericLessThanEquals: compared(number, (given, expected) => given <= expected),
  NumericGreaterThan: compared(number, (given, expected) => given > expected),
  NumericGreaterThanEquals: compared(number, (given, expected) => given >= expected),
  DateEquals: compared(date, (given, expected) => given === expected),
  DateLessThan: compared(date, (given, expected) => given < expected),
  DateLessThanEquals: compared(date, (given, expected) => given <= expected),
  DateGreaterThan: compared(date, (given, expected) => given > expected),
  DateGreaterThanEquals: compared(date, (given, expected) => given >= expected),
  Bool: ignoringCase,
  BinaryEquals: same,
  IpAddress: byValue(inRange),
  // The two do the same: ArnEquals takes wildcards too.
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
}

const opposites: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
}

export interface Operator {
  readonly test: Test
  readonly negated: boolean
  readonly ifExists: boolean
  readonly quantifier: 'one' | 'all' | 'any'
}

const form = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/

/** `Null` is not among them: it asks for the key, not for its value. */
export function readOperator(text: string): Operator | undefined {
  const [, set, name = '', ifExists] = form.exec(text) ?? []
  const opposite = Object.hasOwn(opposites, name) ? opposites[name] : undefined
  const plainName = opposite ?? name
  const test = Object.hasOwn(positive, plainName) ? positive[plainName] : undefined
  if (test === undefined) return undefined
  return {
    test,
    negated: opposite !== undefined,
    ifExists: ifExists !== undefined,
    quantifier: set === undefined ? 'one' : set === 'ForAllValues' ? 'all' : 'any',
  }
}

export const isOperator = (text: string) => text === 'Null' || readOperator(text) !== undefined
