import { list } from './document.ts'
import type { Statement } from './document.ts'
import { readOperator } from './operators.ts'
import type { Operator } from './operators.ts'
import type { Lookup } from './pattern.ts'

/** The values of a condition key in this request; undefined where it has none. */
export type Values = (key: string) => readonly string[] | undefined

function holds(
  operator: Operator,
  expected: readonly string[],
  given: readonly string[] | undefined,
  lookup: Lookup | undefined,
) {
  const accepts = (value: string) =>
    expected.some((pattern) => operator.test(pattern, value, lookup)) !== operator.negated
  if (given === undefined || given.length === 0) {
    if (operator.ifExists || operator.quantifier === 'all') return true
    return operator.quantifier === 'one' && operator.negated
  }
  // Without a quantifier a list is matched by any of its values, and excluded by any of them.
  const every = operator.quantifier === 'all' || (operator.quantifier === 'one' && operator.negated)
  return every ? given.every(accepts) : given.some(accepts)
}

/** The first line of the condition that does not hold, as `operator key`; undefined: all of it holds. */
export function failedCondition(
  condition: Statement['Condition'],
  values: Values,
  lookup: Lookup | undefined,
): string | undefined {
  for (const [name, keys] of Object.entries(condition ?? {})) {
    const operator = readOperator(name)
    for (const [key, value] of Object.entries(keys)) {
      const expected = list(value).map(String)
      const given = values(key)
      const passed =
        name === 'Null'
          ? expected.some((text) => (text.toLowerCase() === 'true') === (given === undefined))
          : operator !== undefined && holds(operator, expected, given, lookup)
      if (!passed) return `${name} ${key}`
    }
  }
  return undefined
}
