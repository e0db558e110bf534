import { list } from '#infra/local/iam/document.ts'
import type { Document, Statement } from '#infra/local/iam/document.ts'
import { matches } from '#infra/local/iam/pattern.ts'
import type { Resource, Stack } from '#infra/local/template/resolve-template.ts'

/** Actions that exist, by the kind of resource they act upon: widening to none of them widens nothing. */
export type Catalogue = Readonly<Record<'object' | 'bucket' | 'role', readonly string[]>>

type Change = readonly [what: string, statement: Statement]
type Properties = Resource['properties']

export interface Mutant {
  readonly name: string
  readonly stack: Stack
}

const variable = /\$\{[^}]+\}/

/** The text as somebody in a hurry might have written it. */
const misspelled = (text: string) =>
  new Set([
    text.replace(/\/\*$/, '*'),
    text.replace(/[^/:]+\/\*$/, '*'),
    text.replace(variable, '*'),
    text.replace(/\*$/, 'nothing/*'),
    text.endsWith('*') ? text : `${text}*`,
    '*',
  ])

const replaced = <T>(items: readonly T[], index: number, ...by: readonly T[]) => [
  ...items.slice(0, index),
  ...by,
  ...items.slice(index + 1),
]

const kindOf = ({ Resource: resource }: Statement) =>
  resource === undefined
    ? 'role'
    : list(resource).some((arn) => arn.includes('/'))
      ? 'object'
      : 'bucket'

function* actionChanges(statement: Statement, catalogue: Catalogue): Generator<Change> {
  const actions = list(statement.Action)
  const known = catalogue[kindOf(statement)]
  const reach = (patterns: readonly string[]) =>
    known.filter((action) => patterns.some((pattern) => matches(pattern, action))).length
  for (const [index, action] of actions.entries()) {
    if (actions.length > 1)
      yield [`without ${action}`, { ...statement, Action: replaced(actions, index) }]
    const [service = '', name = ''] = action.split(':')
    const verb = /^[A-Z][a-z]+/.exec(name)?.[0] ?? ''
    for (const wider of new Set([`${action}*`, `${service}:${verb}*`, `${service}:*`])) {
      const Action = replaced(actions, index, wider)
      if (reach(Action) > reach(actions)) yield [`${wider} for ${action}`, { ...statement, Action }]
    }
  }
  const { Action, ...rest } = statement
  if (Action !== undefined) yield ['NotAction', { ...rest, NotAction: Action }]
}

function* resourceChanges(statement: Statement): Generator<Change> {
  const resources = list(statement.Resource)
  // The policy of a bucket speaks of nothing but that bucket, however wide its resources are, and
  // to deny more of what nobody is allowed changes nothing.
  const isWideAnyway = statement.Principal !== undefined || statement.Effect === 'Deny'
  for (const [index, resource] of resources.entries()) {
    if (resources.length > 1)
      yield [`without ${resource}`, { ...statement, Resource: replaced(resources, index) }]
    for (const other of misspelled(resource)) {
      if (other === resource || (isWideAnyway && !other.includes('nothing'))) continue
      yield [
        `${other} for ${resource}`,
        { ...statement, Resource: replaced(resources, index, other) },
      ]
    }
  }
  const { Resource: resource, ...rest } = statement
  if (resource !== undefined) yield ['NotResource', { ...rest, NotResource: resource }]
}

/** Part of every request, so that IfExists changes nothing. */
const always = new Set(['aws:SecureTransport'])

function otherOperators(operator: string, key: string) {
  const [, set = '', name = ''] = /^(.+:)?(.+)$/.exec(operator) ?? []
  const negated = name.includes('Not')
    ? name.replace('Not', '')
    : name.replace(/(?=Equals|Like)/, 'Not')
  return [
    // Where a key is missing, an operator that says Not holds in any case.
    ...(always.has(key) || operator.includes('Not') ? [] : [`${operator}IfExists`]),
    ...(negated === name ? [] : [set + negated]),
    ...(name === 'StringLike' && set === '' ? ['StringEquals'] : []),
    ...(set === 'ForAnyValue:' ? [`ForAllValues:${name}`] : []),
  ]
}

function* conditionChanges(statement: Statement): Generator<Change> {
  const { Condition, ...rest } = statement
  for (const [operator, keys] of Object.entries(Condition ?? {})) {
    const { [operator]: _, ...others } = Condition ?? {}
    yield [`without ${operator}`, { ...rest, Condition: others }]
    for (const [key, value] of Object.entries(keys)) {
      for (const other of otherOperators(operator, key))
        yield [`${other} for ${operator}`, { ...rest, Condition: { ...others, [other]: keys } }]
      const values = list(value).map(String)
      for (const [index, text] of values.entries())
        for (const other of text === 'true' || text === 'false'
          ? [String(text === 'false')]
          : misspelled(text)) {
          if (other === text) continue
          const changed = { ...keys, [key]: replaced(values, index, other) }
          yield [`${other} for ${text}`, { ...rest, Condition: { ...others, [operator]: changed } }]
        }
    }
  }
}

function* principalChanges(statement: Statement): Generator<Change> {
  const { Principal } = statement
  if (Principal === undefined) return
  const isEveryone = Principal === '*' || list(Principal['AWS']).includes('*')
  if (!isEveryone) yield ['any principal', { ...statement, Principal: '*' }]
  yield ['another principal', { ...statement, Principal: { AWS: '999999999999' } }]
}

function* statementChanges(statement: Statement, catalogue: Catalogue): Generator<Change> {
  const { NotAction: _, ...rest } = statement
  yield ['dropped', { ...rest, Action: 'none:Nothing' }]
  yield ['turned over', { ...statement, Effect: statement.Effect === 'Allow' ? 'Deny' : 'Allow' }]
  yield* actionChanges(statement, catalogue)
  yield* resourceChanges(statement)
  yield* conditionChanges(statement)
  yield* principalChanges(statement)
}

/** The policies in the properties of a resource, each with a way to put another in its place. */
function* documentsIn(properties: Properties): Generator<{
  readonly document: Document
  readonly replace: (document: Document) => Properties
}> {
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'PolicyDocument' || key === 'AssumeRolePolicyDocument')
      yield {
        document: value as Document,
        replace: (document) => ({ ...properties, [key]: document }),
      }
    else if (key === 'Policies')
      for (const [index, inline] of (value as readonly Properties[]).entries())
        for (const { document, replace } of documentsIn(inline))
          yield {
            document,
            replace: (other) => ({
              ...properties,
              [key]: replaced(value as readonly Properties[], index, replace(other)),
            }),
          }
  }
}

const isPolicy = ({ type }: Resource) =>
  type.startsWith('AWS::IAM::') || type === 'AWS::S3::BucketPolicy'

/** The stack with one mistake in one policy, for every policy and every such mistake. */
export function* policyMutants(stack: Stack, catalogue: Catalogue): Generator<Mutant> {
  for (const resource of [...stack.resources.values()].filter(isPolicy))
    for (const { document, replace } of documentsIn(resource.properties)) {
      const statements = list(document.Statement)
      for (const [index, statement] of statements.entries())
        for (const [what, changed] of statementChanges(statement, catalogue)) {
          const Statement = replaced(statements, index, changed)
          const properties = replace({ ...document, Statement })
          yield {
            name: `${resource.logicalId} ${statement.Sid ?? `statement ${index + 1}`}: ${what}`,
            stack: {
              ...stack,
              resources: new Map(stack.resources).set(resource.logicalId, {
                ...resource,
                properties,
              }),
            },
          }
        }
    }
}
