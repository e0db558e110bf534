import type { Clock } from '#infra/local/clock.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import { checkDocument } from '#infra/local/iam/document.ts'
import type { Document } from '#infra/local/iam/document.ts'
import type { Iam } from '#infra/local/iam/read-iam.ts'
import { federation, isTrusted } from '#infra/local/identity-pool/choose-role.ts'
import type { IdentityTokens } from '#infra/local/identity-pool/identity-tokens.ts'
import type { Sessions } from './sessions.ts'
import type { Tree } from './xml.ts'

export interface WebIdentitySettings {
  readonly clock: Clock
  readonly iam: () => Iam
  readonly sessions: Sessions
  readonly identityTokens: IdentityTokens
}

const refuse = (code: string, message: string, status = 400) =>
  new AwsError(code, message, { status })

const invalid = (name: string, value: string | null, rule: string) =>
  refuse(
    'ValidationError',
    `1 validation error detected: Value ${value === null ? 'null' : `'${value}'`} at '${name}' failed to satisfy constraint: Member must ${rule}`,
  )

function needed(input: URLSearchParams, name: string) {
  const value = input.get(name)
  if (value === null)
    throw invalid(`${name[0]?.toLowerCase()}${name.slice(1)}`, null, 'not be null')
  return value
}

function secondsOf(input: URLSearchParams, longest: number) {
  const given = input.get('DurationSeconds') ?? '3600'
  const seconds = Number(given)
  if (!/^\d+$/.test(given) || seconds < 900)
    throw invalid('durationSeconds', given, 'have value greater than or equal to 900')
  if (seconds > longest)
    throw refuse(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  return seconds
}

function sessionPolicy(input: URLSearchParams) {
  const text = input.get('Policy')
  if (text === null) return {}
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw refuse('MalformedPolicyDocument', 'The policy is not in the valid JSON format.')
  }
  const [problem] = checkDocument(document, 'identity')
  if (problem !== undefined) throw refuse('MalformedPolicyDocument', `Malformed policy: ${problem}`)
  return { sessionPolicies: [{ name: 'session policy', document: document as Document }] }
}

/** The second half of the classic flow. Not signed: the token speaks for the caller. */
export async function assumeRoleWithWebIdentity(
  { clock, iam, sessions, identityTokens }: WebIdentitySettings,
  input: URLSearchParams,
): Promise<Tree> {
  const roleArn = needed(input, 'RoleArn')
  const sessionName = needed(input, 'RoleSessionName')
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName))
    throw invalid(
      'roleSessionName',
      sessionName,
      'satisfy regular expression pattern: [\\w+=,.@-]*',
    )
  const claims = await identityTokens.read(needed(input, 'WebIdentityToken'))
  if (!claims)
    throw refuse('InvalidIdentityToken', 'The web identity token could not be validated.')
  const now = Math.floor(clock.now() / 1000)
  const { exp = 0, iat = 0, sub = '' } = claims
  if (now >= exp)
    throw refuse(
      'ExpiredTokenException',
      `Token expired: current date/time ${now} must be before the expiration date/time ${exp}`,
    )
  if (now < iat) throw refuse('InvalidIdentityToken', 'The ID Token was issued in the future.')

  const audience = String(claims.aud)
  const context = {
    [`${federation}:aud`]: audience,
    [`${federation}:sub`]: sub,
    [`${federation}:amr`]: [claims['amr'] ?? []].flat().map(String),
    'aws:FederatedProvider': federation,
  }
  const role = iam().role(roleArn)
  if (!role || !isTrusted(role, context))
    throw refuse('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)
  const issued = sessions.issue(role, {
    sessionName,
    context,
    seconds: secondsOf(input, role.maxSessionSeconds),
    ...sessionPolicy(input),
  })
  return {
    SubjectFromWebIdentityToken: sub,
    Audience: audience,
    AssumedRoleUser: { AssumedRoleId: issued.principal.userId, Arn: issued.principal.arn },
    Credentials: {
      AccessKeyId: issued.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
      Expiration: new Date(issued.expiresAt).toISOString(),
    },
    Provider: federation,
  }
}
