import { createHash } from 'node:crypto'
import type { Resource, Stack } from '#infra/local/template/resolve-template.ts'
import { checkDocument, list } from './document.ts'
import type { Document, DocumentKind, Policy } from './document.ts'

export interface Role {
  readonly arn: string
  readonly name: string
  /** `AROA…` */
  readonly id: string
  readonly trust: Document
  readonly policies: readonly Policy[]
  readonly maxSessionSeconds: number
}

export type Iam = ReturnType<typeof readIam>

type Properties = Resource['properties']

const texts = (value: unknown) => list(value as string | readonly string[] | undefined)

/** AWS would refuse the deployment, so the stand-in refuses the template. */
function documentOf(value: unknown, kind: DocumentKind, owner: string): Document {
  const problems = checkDocument(value, kind)
  if (problems.length > 0)
    throw new Error(`MalformedPolicyDocument: ${owner}: ${problems.join('; ')}`)
  return value as Document
}

function roleIdOf(arn: string) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const digest = createHash('sha256').update(arn).digest().subarray(0, 17)
  return `AROA${Array.from(digest, (byte) => letters[byte % letters.length]).join('')}`
}

const policyOf = (logicalId: string, { PolicyName, PolicyDocument }: Properties): Policy => ({
  name: typeof PolicyName === 'string' ? PolicyName : logicalId,
  document: documentOf(PolicyDocument, 'identity', logicalId),
})

/** The roles of the template with all that is attached to them, and its bucket policies. */
export function readIam({ resources }: Stack) {
  const notes: string[] = []
  const ofType = (type: string) => [...resources.values()].filter((found) => found.type === type)

  const managed = ofType('AWS::IAM::ManagedPolicy').map(({ logicalId, arn, properties }) => ({
    arn: arn ?? '',
    roles: texts(properties['Roles']),
    policy: policyOf(logicalId, { ...properties, PolicyName: properties['ManagedPolicyName'] }),
  }))
  const attached = [
    ...managed,
    ...ofType('AWS::IAM::Policy').map(({ logicalId, properties }) => ({
      roles: texts(properties['Roles']),
      policy: policyOf(logicalId, properties),
    })),
    ...ofType('AWS::IAM::RolePolicy').map(({ logicalId, properties }) => ({
      roles: texts(properties['RoleName']),
      policy: policyOf(logicalId, properties),
    })),
  ]

  function readRole({ logicalId, arn = '', physicalId: name, properties }: Resource): Role {
    const inline = list(properties['Policies'] as Properties | readonly Properties[] | undefined)
    const byArn = texts(properties['ManagedPolicyArns']).flatMap((policyArn) => {
      const found = managed.find((candidate) => candidate.arn === policyArn)
      if (!found) notes.push(`${logicalId}: ${policyArn} is not in the template and grants nothing`)
      return found?.policy ?? []
    })
    if (properties['PermissionsBoundary'] !== undefined)
      notes.push(`${logicalId}: its permissions boundary is not evaluated`)
    return {
      arn,
      name,
      id: roleIdOf(arn),
      trust: documentOf(properties['AssumeRolePolicyDocument'], 'trust', logicalId),
      policies: [
        ...inline.map((policy) => policyOf(logicalId, policy)),
        ...byArn,
        ...attached.filter(({ roles }) => roles.includes(name)).map(({ policy }) => policy),
      ],
      maxSessionSeconds: Number(properties['MaxSessionDuration'] ?? 3600),
    }
  }

  const roles = new Map(
    ofType('AWS::IAM::Role')
      .map(readRole)
      .map((role) => [role.arn, role]),
  )

  const buckets = ofType('AWS::S3::BucketPolicy').map(({ logicalId, properties }) => ({
    bucket: String(properties['Bucket']),
    policy: {
      name: logicalId,
      document: documentOf(properties['PolicyDocument'], 'resource', logicalId),
    } satisfies Policy,
  }))

  return {
    role: (arn: string) => roles.get(arn),
    roles: () => roles.values(),
    bucketPolicies: (bucket: string): readonly Policy[] =>
      buckets.filter((found) => found.bucket === bucket).map(({ policy }) => policy),
    /** What of the template has no effect here although it would on AWS. */
    notes: notes as readonly string[],
  }
}
