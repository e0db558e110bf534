import { isOperator } from './operators.ts'

type OneOrMore<T> = T | readonly T[]
type Scalar = string | number | boolean
export type PrincipalElement = '*' | Readonly<Record<string, OneOrMore<string>>>

/** A statement as it is written; which of its parts are there is for `checkDocument` to say. */
export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: OneOrMore<string>
  readonly NotAction?: OneOrMore<string>
  readonly Resource?: OneOrMore<string>
  readonly NotResource?: OneOrMore<string>
  readonly Principal?: PrincipalElement
  readonly NotPrincipal?: PrincipalElement
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<Scalar>>>>>
}

export interface Document {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: OneOrMore<Statement>
}

export interface Policy {
  readonly name: string
  readonly document: Document
}

export type DocumentKind = 'identity' | 'resource' | 'trust'

export const list = <T>(value: OneOrMore<T> | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T]

/** Policy variables are text, not variables, in documents of the older version, which is the default. */
export const hasVariables = (document: Document) => document.Version === '2012-10-17'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown) =>
  typeof value === 'string' ||
  (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))

// oxfmt-ignore
const known = new Set([
  'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition',
])

function exactlyOne(statement: Record<string, unknown>, name: string) {
  const given = [name, `Not${name}`].filter((key) => statement[key] !== undefined)
  return given.length === 1 ? [] : [`needs exactly one of ${name} and Not${name}`]
}

function checkCondition(condition: unknown) {
  if (condition === undefined) return []
  if (!isRecord(condition)) return ['Condition is not an object']
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (!isOperator(operator)) return [`${operator} is not a condition operator`]
    return isRecord(keys) ? [] : [`${operator} does not hold condition keys`]
  })
}

function checkStatement(value: unknown, kind: DocumentKind): string[] {
  if (!isRecord(value)) return ['is not an object']
  const problems = Object.keys(value)
    .filter((key) => !known.has(key))
    .map((key) => `has the unknown element ${key}`)
  if (value['Effect'] !== 'Allow' && value['Effect'] !== 'Deny')
    problems.push('needs Effect Allow or Deny')
  problems.push(...exactlyOne(value, 'Action'))
  for (const key of ['Action', 'NotAction', 'Resource', 'NotResource'])
    if (value[key] !== undefined && !isTexts(value[key])) problems.push(`${key} is not text`)
  for (const action of [value['Action'], value['NotAction']].flat())
    if (typeof action === 'string' && action !== '*' && !/^[\w-]+:.+$/.test(action))
      problems.push(`${action} is not an action; it must look like s3:GetObject`)
  if (kind === 'trust' && value['Resource'] !== undefined)
    problems.push('has a Resource, which a trust policy cannot have')
  if (kind !== 'trust') problems.push(...exactlyOne(value, 'Resource'))
  if (kind === 'identity') {
    for (const key of ['Principal', 'NotPrincipal'])
      if (value[key] !== undefined) problems.push(`has a ${key}, which a role's policy cannot have`)
  } else problems.push(...exactlyOne(value, 'Principal'))
  return [...problems, ...checkCondition(value['Condition'])]
}

/** What AWS would refuse as a malformed policy when the template is deployed. */
export function checkDocument(value: unknown, kind: DocumentKind): string[] {
  if (!isRecord(value)) return ['it is not an object']
  const version = value['Version']
  const problems =
    version === undefined || version === '2012-10-17' || version === '2008-10-17'
      ? []
      : [`the Version ${JSON.stringify(version)} does not exist`]
  const statements = [value['Statement'] ?? []].flat()
  if (statements.length === 0) problems.push('it has no Statement')
  return [
    ...problems,
    ...statements.flatMap((statement, index) =>
      checkStatement(statement, kind).map((problem) => `statement ${index + 1} ${problem}`),
    ),
  ]
}
