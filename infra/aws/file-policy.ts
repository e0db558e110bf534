import * as iam from 'aws-cdk-lib/aws-iam'
import type { Group, Settings } from './settings-type.ts'

/** IAM puts the caller's identity id here when a request is decided. */
const own = 'private/${cognito-identity.amazonaws.com:sub}/'

/** What a role may do in the bucket. Everything that is not here is denied. */
export const filePolicy = (
  bucket: string,
  access: Group['files'],
  { shareLinks }: Settings['files'],
): iam.PolicyStatement[] => [
  new iam.PolicyStatement({
    sid: 'OwnFiles',
    actions: [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
      // Undo: a replaced file is copied back from its old version, a deleted one likewise.
      's3:GetObjectVersion',
    ],
    resources: [`${bucket}/${own}*`],
  }),
  new iam.PolicyStatement({
    sid: 'ListOwnFiles',
    actions: ['s3:ListBucket', 's3:ListBucketVersions'],
    resources: [bucket],
    conditions: { StringLike: { 's3:prefix': [`${own}*`] } },
  }),
  ...(access === 'read-all'
    ? [
        new iam.PolicyStatement({
          sid: 'ReadAllFiles',
          actions: ['s3:GetObject'],
          resources: [`${bucket}/private/*`],
        }),
        new iam.PolicyStatement({
          sid: 'ListAllFiles',
          actions: ['s3:ListBucket'],
          resources: [bucket],
          conditions: { StringLike: { 's3:prefix': ['private/*'] } },
        }),
      ]
    : []),
  ...(shareLinks
    ? []
    : [
        new iam.PolicyStatement({
          sid: 'NoShareLinks',
          effect: iam.Effect.DENY,
          actions: ['s3:*'],
          resources: [bucket, `${bucket}/*`],
          conditions: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
        }),
      ]),
]
