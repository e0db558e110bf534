import { expect, test } from 'vitest'
import { authorize } from '#infra/local/iam/authorize.ts'
import { policy, session } from '#test/support/principals.ts'

type Given = string | readonly string[] | undefined
type Case = readonly [operator: string, expected: unknown, given: Given, holds: boolean]

const key = 'test:Key'

/** Whether a statement with this one condition applies to a request with this value of the key. */
function holds(operator: string, expected: unknown, given: Given) {
  const statement = {
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { [operator]: { [key]: expected } },
  } as const
  return authorize({
    principal: session([policy(statement as never)], { 'test:Other': 'blue', 'test:Star': 'a*c' }),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/key',
    context: given === undefined ? {} : { [key]: given },
  }).allowed
}

const strings: readonly Case[] = [
  ['StringEquals', 'red', 'red', true],
  ['StringEquals', 'red', 'Red', false],
  ['StringEquals', 'red', 'reddish', false],
  ['StringEquals', 'r*', 'red', false],
  ['StringEquals', 'r*', 'r*', true],
  ['StringEquals', ['blue', 'red'], 'red', true],
  ['StringEquals', ['blue', 'green'], 'red', false],
  ['StringEquals', 'red', undefined, false],
  ['StringEquals', '', '', true],
  ['StringEquals', 42, '42', true],
  ['StringEquals', true, 'true', true],
  ['StringNotEquals', 'red', 'blue', true],
  ['StringNotEquals', 'red', 'red', false],
  ['StringNotEquals', ['blue', 'red'], 'red', false],
  ['StringNotEquals', ['blue', 'red'], 'green', true],
  ['StringNotEquals', 'red', undefined, true],
  ['StringEqualsIgnoreCase', 'RED', 'red', true],
  ['StringEqualsIgnoreCase', 'RED', 'reds', false],
  ['StringNotEqualsIgnoreCase', 'RED', 'red', false],
  ['StringNotEqualsIgnoreCase', 'RED', 'blue', true],
  ['StringLike', 'home/*', 'home/a', true],
  ['StringLike', 'home/*', 'home/', true],
  ['StringLike', 'home/*', 'home', false],
  ['StringLike', 'home/?', 'home/a', true],
  ['StringLike', 'home/?', 'home/', false],
  ['StringLike', 'home/?', 'home/ab', false],
  ['StringLike', 'home/?', 'home/😀', true],
  ['StringLike', '*', '', true],
  ['StringLike', '*', undefined, false],
  ['StringLike', '', '', true],
  ['StringLike', '*a*b*c*', 'xxaxxbxxcxx', true],
  ['StringLike', '*a*b*c*', 'xxaxxcxxbxx', false],
  ['StringLike', 'a*a', 'aba', true],
  ['StringLike', 'a*a', 'a', false],
  ['StringLike', 'A*', 'abc', false],
  ['StringLike', '[a-z]', 'b', false],
  ['StringLike', 'a.c', 'abc', false],
  ['StringLike', 'line*end', 'line\nend', true],
  ['StringNotLike', 'home/*', 'home/a', false],
  ['StringNotLike', 'home/*', 'away/a', true],
  ['StringNotLike', 'home/*', undefined, true],
  ['StringNotLike', ['a*', 'b*'], 'cat', true],
  ['StringNotLike', ['a*', 'b*'], 'bat', false],
]

const variables: readonly Case[] = [
  ['StringEquals', '${test:Other}', 'blue', true],
  ['StringEquals', '${TEST:other}', 'blue', true],
  ['StringEquals', 'very ${test:Other}ish', 'very blueish', true],
  ['StringEquals', '${test:Other}', '${test:Other}', false],
  ['StringEquals', '${test:Missing}', '', false],
  ['StringEquals', "${test:Missing, 'none'}", 'none', true],
  ['StringEquals', "${test:Missing, ''}", '', true],
  ['StringEquals', "${test:Other, 'none'}", 'blue', true],
  ['StringEquals', '${*}', '*', true],
  ['StringLike', '${*}', '*', true],
  ['StringLike', '${*}', 'anything', false],
  ['StringLike', '${?}', 'x', false],
  ['StringLike', '${?}', '?', true],
  ['StringLike', '${$}{test:Other}', '${test:Other}', true],
  ['StringLike', '${test:Other}*', 'bluebell', true],
  ['StringLike', '${test:Missing}*', 'x', false],
  ['StringLike', '${test:Star}', 'a*c', true],
  ['StringLike', '${test:Star}', 'abc', false],
  ['StringNotEquals', '${test:Missing}', 'x', true],
  ['StringLike', '${unclosed', '${unclosed', true],
]

const numbers: readonly Case[] = [
  ['NumericEquals', '10', '10', true],
  ['NumericEquals', 10, '10.0', true],
  ['NumericEquals', '10', '11', false],
  ['NumericEquals', '10', 'ten', false],
  ['NumericEquals', '10', '', false],
  ['NumericEquals', '10', undefined, false],
  ['NumericNotEquals', '10', '11', true],
  ['NumericNotEquals', '10', '10', false],
  ['NumericNotEquals', '10', undefined, true],
  ['NumericLessThan', '10', '9', true],
  ['NumericLessThan', '10', '10', false],
  ['NumericLessThan', '10', '-1', true],
  ['NumericLessThanEquals', '10', '10', true],
  ['NumericLessThanEquals', '10', '11', false],
  ['NumericLessThanEquals', '10', undefined, false],
  ['NumericGreaterThan', '10', '10', false],
  ['NumericGreaterThan', '10', '100', true],
  ['NumericGreaterThanEquals', '10', '10', true],
  ['NumericGreaterThanEquals', '10', '9', false],
  ['NumericGreaterThan', '9', '10', true],
]

const dates: readonly Case[] = [
  ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
  ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', true],
  ['DateEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false],
  ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
  ['DateNotEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', true],
  ['DateLessThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
  ['DateLessThan', '2026-01-01', '2025-12-31T23:59:59Z', true],
  ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateLessThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
  ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z', false],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', 'yesterday', false],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', undefined, false],
]

const others: readonly Case[] = [
  ['Bool', 'true', 'true', true],
  ['Bool', true, 'true', true],
  ['Bool', 'true', 'TRUE', true],
  ['Bool', 'true', 'false', false],
  ['Bool', 'false', 'false', true],
  ['Bool', 'false', undefined, false],
  ['BinaryEquals', 'aGk=', 'aGk=', true],
  ['BinaryEquals', 'aGk=', 'AGK=', false],
  ['Null', 'true', undefined, true],
  ['Null', 'true', 'x', false],
  ['Null', 'false', 'x', true],
  ['Null', 'false', undefined, false],
  ['Null', false, '', true],
  ['Null', true, undefined, true],
]

const addresses: readonly Case[] = [
  ['IpAddress', '203.0.113.0/24', '203.0.113.77', true],
  ['IpAddress', '203.0.113.0/24', '203.0.114.1', false],
  ['IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', '203.0.113.7', '203.0.113.8', false],
  ['IpAddress', '0.0.0.0/0', '8.8.8.8', true],
  ['IpAddress', ['10.0.0.0/8', '192.168.0.0/16'], '192.168.3.4', true],
  ['IpAddress', '10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['IpAddress', '2001:db8::/32', '2001:db8:1::5', true],
  ['IpAddress', '2001:db8::/32', '2001:db9::1', false],
  ['IpAddress', '2001:db8::/32', '10.0.0.1', false],
  ['IpAddress', '10.0.0.0/8', 'nonsense', false],
  ['IpAddress', 'nonsense', '10.0.0.1', false],
  ['IpAddress', '10.0.0.0/33', '10.0.0.1', false],
  ['IpAddress', '10.0.0.0/8', undefined, false],
  ['NotIpAddress', '10.0.0.0/8', '10.1.1.1', false],
  ['NotIpAddress', '10.0.0.0/8', '11.1.1.1', true],
  ['NotIpAddress', '10.0.0.0/8', undefined, true],
]

const role = 'arn:aws:iam::123456789012:role/team/Reader'
const arns: readonly Case[] = [
  ['ArnEquals', role, role, true],
  ['ArnEquals', 'arn:aws:iam::123456789012:role/*', role, true],
  ['ArnLike', 'arn:aws:iam::123456789012:role/*/Reader', role, true],
  ['ArnLike', 'arn:aws:iam::*:role/team/Reader', role, true],
  ['ArnLike', 'arn:aws:*:role/team/Reader', role, false],
  ['ArnLike', 'arn:aws:iam::999999999999:role/*', role, false],
  ['ArnLike', 'arn:aws:iam::123456789012:role/team/?eader', role, true],
  ['ArnLike', 'arn:aws:iam::123456789012:ROLE/*', role, false],
  ['ArnLike', '*', role, true],
  ['ArnLike', role, undefined, false],
  ['ArnNotLike', 'arn:aws:iam::123456789012:role/*', role, false],
  ['ArnNotLike', 'arn:aws:iam::999999999999:role/*', role, true],
  ['ArnNotEquals', role, undefined, true],
  ['ArnNotEquals', role, role, false],
]

const ifExists: readonly Case[] = [
  ['StringEqualsIfExists', 'red', undefined, true],
  ['StringEqualsIfExists', 'red', 'red', true],
  ['StringEqualsIfExists', 'red', 'blue', false],
  ['StringLikeIfExists', 'r*', 'blue', false],
  ['BoolIfExists', 'true', undefined, true],
  ['BoolIfExists', 'true', 'false', false],
  ['NumericLessThanIfExists', '10', undefined, true],
  ['NumericLessThanIfExists', '10', '11', false],
  ['IpAddressIfExists', '10.0.0.0/8', undefined, true],
  ['StringNotEqualsIfExists', 'red', 'red', false],
  ['DateGreaterThanIfExists', '2026-01-01', undefined, true],
  ['ArnLikeIfExists', 'arn:aws:s3:::*', undefined, true],
]

const sets: readonly Case[] = [
  ['ForAnyValue:StringEquals', ['a', 'b'], ['b', 'c'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], [], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], undefined, false],
  ['ForAnyValue:StringLike', 'auth*', ['x', 'authenticated'], true],
  ['ForAnyValue:StringLike', 'authenticated', ['unauthenticated'], false],
  ['ForAnyValue:StringEquals', 'a', 'a', true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
  ['ForAnyValue:StringNotEquals', 'a', undefined, false],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', ['a', 'b'], [], true],
  ['ForAllValues:StringEquals', ['a', 'b'], undefined, true],
  ['ForAllValues:StringLike', 'a*', ['ab', 'ac'], true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], false],
  ['ForAnyValue:StringEqualsIfExists', 'a', undefined, true],
  ['ForAnyValue:StringEqualsIfExists', 'a', ['b'], false],
  ['ForAllValues:NumericLessThan', '10', ['1', '2'], true],
  ['ForAllValues:NumericLessThan', '10', ['1', '12'], false],
  ['StringEquals', 'a', ['a', 'b'], true],
  ['StringNotEquals', 'a', ['a', 'b'], false],
]

const tables = { strings, variables, numbers, dates, others, addresses, arns, ifExists, sets }

for (const [name, cases] of Object.entries(tables))
  test.for(cases)(`${name}: %j %j with %j: %j`, ([operator, expected, given, expectation]) => {
    expect(holds(operator, expected, given)).toBe(expectation)
  })
