import { describe, expect, test } from 'vitest'
import { plain, production, synthesise } from './synthesise.ts'

const files = (template: ReturnType<typeof synthesise>) => template.one('AWS::S3::Bucket', /^Files/)
const rules = (properties: Record<string, unknown>) =>
  (properties['CorsConfiguration'] as { CorsRules: Record<string, unknown>[] }).CorsRules
const under = (path: string) => ({
  'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Files/), 'Arn'] }, `/${path}`]],
})
const development = synthesise(plain)
const deployed = synthesise(production)
const { Properties: bucket } = files(development)

describe('the bucket', () => {
  test('is closed to the public, whatever a policy or an ACL may say', () => {
    expect(bucket).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    })
  })

  test('answers over TLS only', () => {
    const { Properties } = development.one('AWS::S3::BucketPolicy', /^Files/)
    expect(Properties['PolicyDocument']).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Action: 's3:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          Resource: [expect.anything(), expect.anything()],
        },
      ],
    })
  })

  test('is encrypted', () => {
    expect(JSON.stringify(bucket['BucketEncryption'])).toContain('AES256')
  })

  test('keeps old versions as long as settings say, and forgets unfinished uploads', () => {
    expect(bucket).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            ExpiredObjectDeleteMarker: true,
          },
          { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
        ],
      },
    })
  })

  test('outlives the stack in production, and goes with it in development', () => {
    expect(files(deployed).DeletionPolicy).toBe('Retain')
    expect(files(development).DeletionPolicy).toBe('Delete')
  })

  test('does not stand behind the site, whose origin what people upload must never have', () => {
    const { Properties } = deployed.one('AWS::CloudFront::Distribution')
    expect(JSON.stringify(Properties)).not.toMatch(/"Files/)
  })
})

describe('pages that may call the bucket', () => {
  test('are the site and localhost in development', () => {
    expect(rules(bucket)).toHaveLength(1)
    expect(rules(bucket)[0]?.['AllowedOrigins']).toEqual([
      {
        'Fn::Join': [
          '',
          ['https://', { 'Fn::GetAtt': [expect.stringMatching(/^SiteDist/), 'DomainName'] }],
        ],
      },
      'http://localhost:5173',
      'http://localhost:4173',
    ])
  })

  test('are the site alone in production', () => {
    expect(rules(files(deployed).Properties)[0]?.['AllowedOrigins']).toEqual([
      'https://app.example.com',
    ])
  })

  test('see the headers that uploads in parts, checksums and versions need', () => {
    const [rule] = rules(bucket)
    expect(rule?.['ExposedHeaders']).toEqual(
      expect.arrayContaining(['ETag', 'x-amz-version-id', 'x-amz-checksum-crc32', 'Content-Range']),
    )
    expect(rule?.['AllowedMethods']).toEqual(['GET', 'HEAD', 'PUT', 'POST', 'DELETE'])
    expect(rule?.['MaxAge']).toBe(7200)
  })
})

describe('what a role may do with files', () => {
  interface Statement {
    readonly Sid: string
    readonly Effect: string
    readonly Action: string | string[]
    readonly Resource: unknown
    readonly Condition?: unknown
  }
  const own = 'private/${cognito-identity.amazonaws.com:sub}/*'
  const statementsOf = (template: ReturnType<typeof synthesise>, role: RegExp) => {
    const { Properties } = template.one('AWS::IAM::Policy', role)
    const { Statement } = Properties['PolicyDocument'] as { Statement: Statement[] }
    return new Map(Statement.map((statement) => [statement.Sid, statement]))
  }
  const everyone = statementsOf(development, /Authenticated/)
  const admins = statementsOf(development, /admins/)

  test('is under the own prefix, and no more than named', () => {
    expect([...everyone.keys()]).toEqual(['OwnFiles', 'ListOwnFiles'])
    expect(everyone.get('OwnFiles')).toMatchObject({
      Action: [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:ListMultipartUploadParts',
        's3:PutObject',
      ],
      Resource: under(own),
    })
    expect(everyone.get('ListOwnFiles')).toMatchObject({
      Action: ['s3:ListBucket', 's3:ListBucketVersions'],
      Condition: { StringLike: { 's3:prefix': [own] } },
    })
  })

  test('never erases what the versions keep', () => {
    expect(development.text).not.toContain('s3:DeleteObjectVersion')
  })

  test('as an admin is to list and read everybody’s in addition', () => {
    expect([...admins.keys()]).toEqual([...everyone.keys(), 'ReadAllFiles', 'ListAllFiles'])
    expect(admins.get('ReadAllFiles')).toMatchObject({
      Action: 's3:GetObject',
      Resource: under('private/*'),
    })
    expect(admins.get('ListAllFiles')).toMatchObject({
      Action: 's3:ListBucket',
      Condition: { StringLike: { 's3:prefix': ['private/*'] } },
    })
  })

  test('by signed links, unless settings forbid them to every role', () => {
    const forbidden = synthesise({ ...plain, files: { ...plain.files, shareLinks: false } })
    for (const role of [/Authenticated/, /admins/])
      expect(statementsOf(forbidden, role).get('NoShareLinks')).toMatchObject({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
      })
    expect(everyone.has('NoShareLinks')).toBe(false)
  })
})
