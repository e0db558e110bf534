import { failedCondition } from './condition.ts'
import type { Values } from './condition.ts'
import { list } from './document.ts'
import type { PrincipalElement, Statement } from './document.ts'
import { matches, matchesArn } from './pattern.ts'
import type { Lookup } from './pattern.ts'
import type { Principal } from './principal.ts'

export interface Question {
  readonly principal: Principal
  readonly action: string
  readonly resource: string
  readonly values: Values
  readonly lookup: Lookup | undefined
}

/**
 * How a Principal element names the one who asks. Only a grant to `everyone` or to the one itself
 * stands alone; a grant to the `account` hands the decision on to the policies of that account.
 */
type Naming = 'everyone' | 'itself' | 'role' | 'account' | undefined

function namesOf(principal: Principal): ReadonlyMap<string, Naming> {
  switch (principal.type) {
    case 'anonymous':
      return new Map()
    case 'federated':
    case 'service':
      return new Map([[principal.name, 'itself']])
    case 'root':
      return accountNames(principal)
    case 'assumed-role':
      return accountNames(principal).set(principal.arn, 'itself').set(principal.roleArn, 'role')
  }
}

const accountNames = ({ arn, accountId }: { arn: string; accountId: string }) =>
  new Map<string, Naming>([
    [accountId, 'account'],
    [`arn:${arn.split(':')[1]}:iam::${accountId}:root`, 'account'],
  ])

/** Which part of a Principal element speaks of such a principal. */
const kindOf = ({ type }: Principal) =>
  type === 'federated' ? 'Federated' : type === 'service' ? 'Service' : 'AWS'

/** `{ "AWS": "*" }` is another way to write `"*"`. */
const isEveryone = (element: PrincipalElement) =>
  element === '*' || list(element['AWS']).includes('*')

const listed = (element: PrincipalElement, principal: Principal) =>
  element === '*' ? [] : list(element[kindOf(principal)])

function naming(element: PrincipalElement, principal: Principal): Naming {
  if (isEveryone(element)) return 'everyone'
  const names = namesOf(principal)
  const found = new Set(listed(element, principal).map((name) => names.get(name)))
  return (['itself', 'role', 'account'] as const).find((way) => found.has(way))
}

/** A session is only left out of a NotPrincipal when it, its role and its account are all listed. */
function exempt(element: PrincipalElement, principal: Principal) {
  if (isEveryone(element)) return true
  const names = namesOf(principal)
  const found = new Set(listed(element, principal).map((name) => names.get(name)))
  const ways = [...new Set(names.values())]
  return ways.length > 0 && ways.every((way) => found.has(way))
}

export type Verdict =
  | { readonly matched: true; readonly naming: Naming }
  | { readonly matched: false; readonly because: string }

const no = (because: string): Verdict => ({ matched: false, because })

const actionMatches = (pattern: string, action: string) =>
  matches(pattern.toLowerCase(), action.toLowerCase())

/** Says which part of the statement was the first that did not fit. */
export function judge(statement: Statement, question: Question): Verdict {
  const { action, principal, resource, lookup } = question
  const isAction = (pattern: string) => actionMatches(pattern, action)
  const isResource = (pattern: string) => matchesArn(pattern, resource, lookup)
  let way: Naming
  if (statement.Principal !== undefined) {
    way = naming(statement.Principal, principal)
    if (way === undefined) return no('Principal')
  } else if (statement.NotPrincipal !== undefined) {
    if (exempt(statement.NotPrincipal, principal)) return no('NotPrincipal')
    way = 'everyone'
  }
  if (statement.Action !== undefined && !list(statement.Action).some(isAction)) return no('Action')
  if (list(statement.NotAction).some(isAction)) return no('NotAction')
  if (statement.Resource !== undefined && !list(statement.Resource).some(isResource))
    return no('Resource')
  if (list(statement.NotResource).some(isResource)) return no('NotResource')
  const failed = failedCondition(statement.Condition, question.values, lookup)
  return failed === undefined ? { matched: true, naming: way } : no(`Condition ${failed}`)
}
