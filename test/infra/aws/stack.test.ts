import { checkSettings } from '#infra/aws/check-settings.ts'
import { stackName } from '#infra/aws/create-app.ts'
import { settings } from '#infra/settings.ts'
import { describe, expect, test } from 'vitest'
import { plain, production, synthesise } from './synthesise.ts'

const stages = { development: synthesise(plain), production: synthesise(production) }

test.each(['development', 'production'] as const)(
  'in %s, two runs write the same bytes',
  (stage) => {
    expect(synthesise({ ...production, stage }).text).toBe(
      synthesise({ ...production, stage }).text,
    )
  },
)

describe.each(Object.entries(stages))('the stack in %s', (stage, template) => {
  test('runs no code of ours on AWS but the routing: no Lambda, no assets', () => {
    const types = new Set(Object.values(template.Resources).map(({ Type }) => Type))
    expect([...types].filter((type) => /Lambda|CustomResource|Custom::/.test(type))).toEqual([])
    expect(template.text).not.toMatch(/cdk-hnb659fds|AssetParameters|BootstrapVersion/)
  })

  test('is small enough to be sent without a bucket, so no account needs bootstrapping', () => {
    expect(Buffer.byteLength(template.text)).toBeLessThan(51_200)
  })

  test('carries the tags of the settings on everything that can have them', () => {
    const untagged = Object.values(template.Resources)
      .filter(({ Properties }) => !JSON.stringify(Properties).includes('AppName'))
      .map(({ Type }) => Type)
    expect(new Set(untagged)).toEqual(
      new Set([
        'AWS::S3::BucketPolicy',
        'AWS::CloudFront::CachePolicy',
        'AWS::CloudFront::ResponseHeadersPolicy',
        'AWS::CloudFront::OriginAccessControl',
        'AWS::Cognito::UserPoolClient',
        'AWS::Cognito::UserPoolGroup',
        'AWS::Cognito::IdentityPoolRoleAttachment',
        'AWS::IAM::Policy',
        ...(stage === 'production' ? ['AWS::Route53::RecordSet'] : []),
      ]),
    )
  })

  test('says where the app is, and where its files go', () => {
    expect(Object.keys(template.Outputs)).toEqual(
      expect.arrayContaining(['Config', 'SiteAddress', 'SiteBucket']),
    )
  })
})

describe('what is left of the stack when it goes', () => {
  const named = (output: 'Emptied' | 'Kept', stage: keyof typeof stages) =>
    JSON.stringify(stages[stage].Outputs[output]?.Value).match(/(?<="Ref":")[A-Z][a-z]+/g) ?? []

  test('is nothing in development', () => {
    expect(named('Kept', 'development')).toEqual([])
    expect(named('Emptied', 'development')).toEqual(['Site', 'Files'])
  })

  test('is people, files and logs in production', () => {
    expect(named('Kept', 'production')).toEqual(['Users', 'Files', 'Logs'])
    expect(named('Emptied', 'production')).toEqual(['Site'])
  })

  test.each(Object.entries(stages))(
    'is what CloudFormation is told to retain in %s',
    (stage, t) => {
      const retained = Object.entries(t.Resources)
        .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
        .map(([name]) => /^[A-Z][a-z]+/.exec(name)?.[0])
      expect(new Set(retained)).toEqual(new Set(named('Kept', stage as keyof typeof stages)))
    },
  )
})

test('each stage is a stack of its own, named after the app', () => {
  expect(stackName({ ...plain, appName: 'Agent Desk' })).toBe('Agent-Desk-development')
  expect(stackName({ ...production, appName: 'A - B ' })).toBe('A-B-production')
})

test('the settings that are shipped are sound', () => {
  expect(checkSettings(settings)).toBe(settings)
})
