import { judgements } from './authorize.ts'
import type { AccessRequest, Decision, Judged } from './authorize.ts'
import type { Statement } from './document.ts'
import type { Context } from './principal.ts'

const identityKey = 'cognito-identity.amazonaws.com:sub'

const first = (context: Context | undefined, key: string) => [context?.[key] ?? []].flat()[0]

const escaped = (text: string) => text.replaceAll(/\$(?=\{)|[*?]/g, (sign) => `\${${sign}}`)

/**
 * The text as a policy would have it: the caller's identity id as the variable, so that the
 * statement serves every user, and whatever follows it as an asterisk.
 */
function general(text: string, identityId: string | undefined) {
  const at = identityId === undefined ? -1 : text.indexOf(`/${identityId}/`)
  return at < 0 ? escaped(text) : `${escaped(text.slice(0, at))}/\${${identityKey}}/*`
}

/** The narrowest statement that would have allowed the request. */
function missingStatement({ principal, action, resource, context }: AccessRequest): Statement {
  const identityId =
    principal.type === 'assumed-role' ? first(principal.context, identityKey) : undefined
  const prefix = first(context, 's3:prefix')
  return {
    Effect: 'Allow',
    Action: action,
    Resource: general(resource, identityId),
    ...(prefix !== undefined && {
      Condition: { StringLike: { 's3:prefix': general(prefix, identityId) } },
    }),
  }
}

const titleOf = ({ policy, statement }: Judged) =>
  statement.Sid === undefined ? `in ${policy}` : `${statement.Sid} in ${policy}`

/** How far a statement got before it did not fit. */
const stages = ['Principal', 'Action', 'Resource', 'Condition']

function nearest(request: AccessRequest) {
  const missed = judgements(request).flatMap((judged) => {
    if (judged.statement.Effect !== 'Allow' || judged.verdict.matched) return []
    const { because } = judged.verdict
    const stage = stages.findIndex((part) => because.replace(/^Not/, '').startsWith(part))
    return stage >= stages.indexOf('Resource') ? [{ judged, because, stage }] : []
  })
  return missed.reduce<(typeof missed)[number] | undefined>(
    (best, next) => (best === undefined || next.stage > best.stage ? next : best),
    undefined,
  )
}

/** For whoever has to mend the policy: what stood in the way, or what was not there. */
export function explainMissing(request: AccessRequest, decision: Decision & { allowed: false }) {
  const { reason, statement } = decision
  if (statement) return { reason, statement, nearest: null }
  const near = nearest(request)
  return {
    reason,
    statement: missingStatement(request),
    /** The statement that came closest, and the part of it that did not fit. */
    nearest: near ? `${titleOf(near.judged)}: ${near.because} does not fit` : null,
  }
}
