import * as iam from 'aws-cdk-lib/aws-iam'
import type { FileAccess, Settings } from './settings-shape.ts'

/** IAM puts the caller's identity id here when a request is decided. */
const own = 'private/${cognito-identity.amazonaws.com:sub}/'

/**
 * What a role may do in the bucket. Everything that is not here is denied.
 *
 * Two things are missing on purpose. s3:DeleteObjectVersion: what was replaced or deleted comes back
 * by copying the old version, so nobody who got hold of a session can erase what was there before.
 * s3:ListBucketMultipartUploads: it knows no condition on the prefix, so it would tell the names of
 * everybody's files; a page remembers its own uploads, and the lifecycle drops forgotten ones.
 */
export const filePolicy = (
  bucket: string,
  access: FileAccess,
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
        // An address that carries its signature is a link for whoever has it.
        new iam.PolicyStatement({
          sid: 'NoShareLinks',
          effect: iam.Effect.DENY,
          actions: ['s3:*'],
          resources: [bucket, `${bucket}/*`],
          conditions: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
        }),
      ]),
]
