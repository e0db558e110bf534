import { hasVariables, list } from './document.ts'
import type { Policy, Statement } from './document.ts'
import { contextOf, nameOf } from './principal.ts'
import type { Context, Principal } from './principal.ts'
import { judge } from './statement.ts'
import type { Question, Verdict } from './statement.ts'

export interface AccessRequest {
  readonly principal: Principal
  /** `s3:GetObject` */
  readonly action: string
  /** The ARN of what is acted upon. */
  readonly resource: string
  /** Condition keys of the request: `s3:prefix`, `aws:SecureTransport` and so on. */
  readonly context?: Context
  /** Of the bucket. */
  readonly resourcePolicies?: readonly Policy[]
}

export type PolicyType = 'identity-based' | 'resource-based' | 'session'

export interface Judged {
  readonly type: PolicyType
  readonly policy: string
  readonly statement: Statement
  readonly verdict: Verdict
}

export type Decision =
  | { readonly allowed: true; readonly by?: Judged }
  | {
      readonly allowed: false
      readonly reason: 'explicit-deny' | 'implicit-deny'
      readonly type: PolicyType
      /** The statement that denies. */
      readonly statement?: Statement
      /** As AWS words it. */
      readonly message: string
    }

/** What the request knows, under names in lower case: condition keys have no case. */
function valuesOf({ principal, context }: AccessRequest) {
  const values = new Map<string, readonly string[]>()
  for (const source of [context ?? {}, contextOf(principal)])
    for (const [key, value] of Object.entries(source))
      values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value)
  return (key: string) => values.get(key.toLowerCase())
}

function judgeAll(request: AccessRequest) {
  const values = valuesOf(request)
  const lookup = (name: string) => {
    const found = values(name)
    return found?.length === 1 ? found[0] : undefined
  }
  const judgeEach = (policies: readonly Policy[] | undefined, type: PolicyType): Judged[] =>
    (policies ?? []).flatMap(({ name, document }) => {
      const question: Question = {
        ...request,
        values,
        lookup: hasVariables(document) ? lookup : undefined,
      }
      return list(document.Statement).map((statement) => ({
        type,
        policy: name,
        statement,
        verdict: judge(statement, question),
      }))
    })
  const { principal } = request
  const role = principal.type === 'assumed-role' ? principal : undefined
  return {
    identity: judgeEach(role?.policies, 'identity-based'),
    session: role?.sessionPolicies && judgeEach(role.sessionPolicies, 'session'),
    resource: judgeEach(request.resourcePolicies, 'resource-based'),
  }
}

const applies = (effect: Statement['Effect']) => (judged: Judged) =>
  judged.statement.Effect === effect && judged.verdict.matched

const grantedTo =
  (...ways: readonly unknown[]) =>
  (judged: Judged) =>
    applies('Allow')(judged) && judged.verdict.matched && ways.includes(judged.verdict.naming)

const sentence = ({ principal, action, resource }: AccessRequest, ending: string) =>
  `User: ${nameOf(principal)} is not authorized to perform: ${action}` +
  // S3 puts the resource between quotation marks, the others do not.
  ` on resource: ${action.startsWith('s3:') ? `"${resource}"` : resource} ${ending}`

const article = { 'identity-based': 'an', 'resource-based': 'a', session: 'a' } as const

function explicitDeny(request: AccessRequest, { type, statement }: Judged): Decision {
  const message = sentence(request, `with an explicit deny in ${article[type]} ${type} policy`)
  return { allowed: false, reason: 'explicit-deny', type, statement, message }
}

function implicitDeny(request: AccessRequest, type: PolicyType): Decision {
  const message = sentence(request, `because no ${type} policy allows the ${request.action} action`)
  return { allowed: false, reason: 'implicit-deny', type, message }
}

/** Decides as AWS does where the principal and the resource belong to the same account. */
export function authorize(request: AccessRequest): Decision {
  const { identity, session, resource } = judgeAll(request)
  const denial = [...resource, ...identity, ...(session ?? [])].find(applies('Deny'))
  if (denial) return explicitDeny(request, denial)

  const { type } = request.principal
  if (type === 'root') return { allowed: true }
  if (type !== 'assumed-role') {
    const by = resource.find(applies('Allow'))
    return by ? { allowed: true, by } : implicitDeny(request, 'resource-based')
  }

  // What the resource grants to the session by name is not narrowed by the session's own policy;
  // a grant to everyone or to the role is.
  const direct = resource.find(grantedTo('itself'))
  if (direct) return { allowed: true, by: direct }
  const by = identity.find(applies('Allow')) ?? resource.find(grantedTo('everyone', 'role'))
  if (by === undefined) return implicitDeny(request, 'identity-based')
  if (session && !session.some(applies('Allow'))) return implicitDeny(request, 'session')
  return { allowed: true, by }
}

/** Every statement that was looked at, for whoever explains a refusal. */
export const judgements = (request: AccessRequest): readonly Judged[] => {
  const { identity, session, resource } = judgeAll(request)
  return [...identity, ...(session ?? []), ...resource]
}
