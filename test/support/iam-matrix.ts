import { authorize } from '#infra/local/iam/authorize.ts'
import type { Context, Principal } from '#infra/local/iam/principal.ts'
import { anonymous, rootOf } from '#infra/local/iam/principal.ts'
import { readIam } from '#infra/local/iam/read-iam.ts'
import type { Role } from '#infra/local/iam/read-iam.ts'
import { readPools } from '#infra/local/identity-pool/pools.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import type { Catalogue } from '#test/support/policy-mutants.ts'
import { sessionOf } from '#test/support/principals.ts'

const namesOf = (service: string, names: string) =>
  names.split(' ').map((name) => `${service}:${name}`)

export const catalogue: Catalogue = {
  object: namesOf(
    's3',
    'GetObject GetObjectVersion GetObjectAcl GetObjectTagging GetObjectRetention PutObject PutObjectAcl PutObjectTagging PutObjectRetention PutObjectLegalHold DeleteObject DeleteObjectVersion DeleteObjectTagging AbortMultipartUpload ListMultipartUploadParts RestoreObject ReplicateObject',
  ),
  bucket: namesOf(
    's3',
    'ListBucket ListBucketVersions ListBucketMultipartUploads GetBucketLocation GetBucketPolicy GetBucketVersioning GetBucketCORS PutBucketPolicy PutBucketCORS PutBucketVersioning PutLifecycleConfiguration DeleteBucket DeleteBucketPolicy',
  ),
  role: namesOf('sts', 'AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML TagSession'),
}

export const alice = 'us-east-1:aaaaaaaa-1111-4111-8111-111111111111'
export const bob = 'us-east-1:bbbbbbbb-2222-4222-8222-222222222222'

export type Who =
  | 'alice'
  | 'admin'
  | 'guest'
  | 'anonymous'
  | 'root'
  | 'cloudfront'
  | 'cloudfront of somebody else'
  | 'cloudfront of nobody'
  | 'another service'

export interface Row {
  readonly who: Who
  /** Of the files bucket unless `bucket` says otherwise; undefined: the bucket itself. */
  readonly key?: string
  readonly bucket?: 'files' | 'site' | 'namesake'
  readonly context?: Context
}

const federation = 'cognito-identity.amazonaws.com'

/** The parts of a resolved stack that the matrix speaks of by name. */
function castOf(stack: Stack) {
  const iam = readIam(stack)
  const [pool] = readPools(stack)
  const ofType = (type: string) =>
    [...stack.resources.values()].filter((found) => found.type === type)
  const config = JSON.parse(stack.outputs['Config'] ?? '{}') as { bucket: string }
  const distribution = ofType('AWS::CloudFront::Distribution')[0]?.arn ?? ''
  const role = (arn: unknown): Role => {
    const found = iam.role(String(arn))
    if (!found) throw new Error(`no role ${String(arn)}`)
    return found
  }
  return {
    iam,
    poolId: pool?.id ?? '',
    distribution,
    accountId: distribution.split(':')[4] ?? '',
    roles: {
      authenticated: role(pool?.roles['authenticated']),
      guests: role(pool?.roles['unauthenticated']),
      admins: role(ofType('AWS::Cognito::UserPoolGroup')[0]?.properties['RoleArn']),
    },
    buckets: {
      files: config.bucket,
      site: stack.outputs['SiteBucket'] ?? '',
      namesake: `${config.bucket}-of-somebody-else`,
    },
  }
}

type Cast = ReturnType<typeof castOf>

const service = (name: string, source: string) =>
  ({ type: 'service', name, context: { 'aws:SourceArn': source } }) as const

function principalOf(who: Who, { roles, poolId, distribution, accountId }: Cast): Principal {
  const user = (role: Role, id: string, amr: string) =>
    sessionOf(role, {
      [`${federation}:aud`]: poolId,
      [`${federation}:sub`]: id,
      [`${federation}:amr`]: [amr],
    })
  switch (who) {
    case 'alice':
      return user(roles.authenticated, alice, 'authenticated')
    case 'admin':
      return user(roles.admins, alice, 'authenticated')
    case 'guest':
      return user(roles.guests, alice, 'unauthenticated')
    case 'anonymous':
      return anonymous
    case 'root':
      return rootOf(accountId)
    case 'cloudfront':
      return service('cloudfront.amazonaws.com', distribution)
    case 'cloudfront of somebody else':
      return service('cloudfront.amazonaws.com', 'arn:aws:cloudfront::999999999999:distribution/X')
    case 'cloudfront of nobody':
      return { type: 'service', name: 'cloudfront.amazonaws.com', context: {} }
    case 'another service':
      return service('logging.s3.amazonaws.com', distribution)
  }
}

/** A sound request by header over TLS; a row says what is different. */
const usual: Context = { 'aws:SecureTransport': 'true', 's3:authType': 'REST-HEADER' }

/** Every action that the row's principal may do in the row's place. */
function allowedTo({ who, key, bucket = 'files', context }: Row, cast: Cast) {
  const name = cast.buckets[bucket]
  const principal = principalOf(who, cast)
  return catalogue[key === undefined ? 'bucket' : 'object'].filter(
    (action) =>
      authorize({
        principal,
        action,
        resource: key === undefined ? `arn:aws:s3:::${name}` : `arn:aws:s3:::${name}/${key}`,
        context: { ...usual, ...context },
        resourcePolicies: cast.iam.bucketPolicies(name),
      }).allowed,
  )
}

/** Answers row by row what is allowed there. */
export function access(stack: Stack) {
  const cast = castOf(stack)
  return (row: Row) => allowedTo(row, cast)
}

export interface TrustRow {
  readonly name?: string
  /** `own`: this pool's id. */
  readonly aud?: 'own' | 'foreign'
  readonly amr?: readonly string[]
}

/** Answers row by row which roles are given for it, and how. */
export function trust(stack: Stack) {
  const { roles, poolId } = castOf(stack)
  return ({ name = federation, aud, amr }: TrustRow) => {
    const context = {
      ...(aud && { [`${federation}:aud`]: aud === 'own' ? poolId : `${poolId}0` }),
      ...(amr && { [`${federation}:amr`]: amr }),
    }
    const isTrusted = (role: Role, action: string) =>
      authorize({
        principal: { type: 'federated', name, context },
        action,
        resource: role.arn,
        resourcePolicies: [{ name: 'trust policy', document: role.trust }],
      }).allowed
    return Object.entries(roles).flatMap(([label, role]) =>
      catalogue.role
        .filter((action) => isTrusted(role, action))
        .map((action) => `${label} by ${action}`),
    )
  }
}
