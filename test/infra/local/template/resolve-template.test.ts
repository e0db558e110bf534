import { expect, test } from 'vitest'

import { resolveTemplate } from '#infra/local/template/resolve-template.ts'
import type { Template } from '#infra/local/template/resolve-template.ts'
import { readTemplate } from '#infra/template.ts'
import { checkConfig } from '#src/config.ts'

const place = {
  region: 'eu-central-1',
  accountId: '000000000000',
  partition: 'aws',
  stackName: 'local',
  stackId: 'arn:aws:cloudformation:eu-central-1:000000000000:stack/local/local',
}

const value = (expression: unknown, rest: Partial<Template> = {}) =>
  resolveTemplate(
    {
      Resources: {
        Pool: { Type: 'AWS::Cognito::UserPool' },
        Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
        Probe: { Type: 'Test::Probe', Properties: { value: expression } },
      },
      ...rest,
    },
    place,
  ).resources.get('Probe')?.properties['value']

test('physical ids have the form of AWS and are the same every time', () => {
  const pool = value({ Ref: 'Pool' })
  expect(pool).toMatch(/^eu-central-1_[0-9a-zA-Z]{9}$/)
  expect(value({ Ref: 'Pool' })).toBe(pool)
  expect(value({ 'Fn::GetAtt': ['Pool', 'Arn'] })).toBe(
    `arn:aws:cognito-idp:eu-central-1:000000000000:userpool/${String(pool)}`,
  )
  const { resources } = resolveTemplate(
    {
      Resources: {
        Client: { Type: 'AWS::Cognito::UserPoolClient' },
        Identities: { Type: 'AWS::Cognito::IdentityPool' },
        Role: { Type: 'AWS::IAM::Role', Properties: { Path: '/app/' } },
      },
    },
    place,
  )
  expect(resources.get('Client')?.physicalId).toMatch(/^[0-9a-z]{26}$/)
  expect(resources.get('Identities')?.physicalId).toMatch(
    /^eu-central-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(resources.get('Role')?.arn).toMatch(/^arn:aws:iam::000000000000:role\/app\/local-Role-/)
})

test.each<[string, unknown, unknown]>([
  ['Ref of a named bucket', { Ref: 'Bucket' }, 'files'],
  ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
  ['GetAtt with a dot', { 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:aws:s3:::files'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Bucket' }]] }, 'a-files'],
  ['Sub', { 'Fn::Sub': '${Bucket}/${AWS::Region}/${!Literal}' }, 'files/eu-central-1/${Literal}'],
  ['Sub of an attribute', { 'Fn::Sub': '${Bucket.Arn}/*' }, 'arn:aws:s3:::files/*'],
  ['Sub with variables', { 'Fn::Sub': ['${x}', { x: { Ref: 'Bucket' } }] }, 'files'],
  ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': ['.', 'a.b.c'] }] }, 'b'],
  ['If', { 'Fn::If': ['Yes', 'yes', 'no'] }, 'yes'],
  ['If not', { 'Fn::If': ['No', 'yes', { 'Fn::Join': ['', ['n', 'o']] }] }, 'no'],
  ['a list with NoValue', ['a', { Ref: 'AWS::NoValue' }], ['a']],
  ['a property with NoValue', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['FindInMap', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'x'] }, 'mapped'],
  ['a parameter', { Ref: 'Parameter' }, 'default'],
  [
    'Condition of a policy',
    { Condition: { Bool: { a: 'b' } } },
    { Condition: { Bool: { a: 'b' } } },
  ],
])('%s', (_name, expression, expected) => {
  const rest = {
    Parameters: { Parameter: { Default: 'default' } },
    Mappings: { Map: { 'eu-central-1': { x: 'mapped' } } },
    Conditions: {
      Yes: { 'Fn::And': [{ 'Fn::Not': [{ Condition: 'No' }] }, { 'Fn::Equals': ['a', 'a'] }] },
      No: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }] },
    },
  }
  expect(value(expression, rest)).toEqual(expected)
})

test('what a condition leaves out is not there, and says so when asked for', () => {
  const template: Template = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Gone: { Type: 'AWS::S3::Bucket', Condition: 'Never' } },
    Outputs: { Gone: { Value: 'x', Condition: 'Never' }, Here: { Value: 'y' } },
  }
  const { resources, outputs } = resolveTemplate(template, place)
  expect(resources.size).toBe(0)
  expect(outputs).toEqual({ Here: 'y' })
  expect(() => value({ Ref: 'Missing' })).toThrow('refers to Missing')
  expect(() => value({ 'Fn::Transform': {} })).toThrow('does not know')
})

test("the project's own template resolves to a config that the app accepts", async () => {
  const { outputs, resources } = resolveTemplate(await readTemplate(), place)
  const config: unknown = JSON.parse(outputs['Config'] ?? '')
  expect(checkConfig(config)).toMatchObject({ region: 'eu-central-1' })
  expect(JSON.stringify([...resources.values()])).not.toMatch(/"(Ref|Fn::\w+)":/)
})
