import { createApp } from '#infra/aws/create-app.ts'
import type { Settings } from '#infra/aws/settings-shape.ts'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { plain, production } from './synthesise.ts'

const own = 'Resource::<FilesBucket7C17EE2E.Arn>/private/<cognito-identity.amazonaws.com:sub>/*'

/** Every finding that stays, and why. A finding that goes has to go from here, too. */
const always = {
  'AwsSolutions-COG1': 'ASVS 6.2.5 and NIST 800-63B-4 ask for length, not classes of characters.',
  'AwsSolutions-COG2': 'A second factor is each person’s choice unless settings say ON.',
  'AwsSolutions-COG8': 'PLUS costs money per user; settings switch it on with threat protection.',
  'AwsSolutions-CFR1': 'Who may visit from where is not ours to say.',
  'AwsSolutions-CFR2': 'A firewall costs money by the month, and the site is static files.',
  [`AwsSolutions-IAM5[${own}]`]: 'The wildcard is below the caller’s own prefix.',
  'AwsSolutions-IAM5[Resource::<FilesBucket7C17EE2E.Arn>/private/*]':
    'Admins read everybody’s files; settings take that away from a group.',
}
const withoutDomain = {
  'AwsSolutions-CFR4': 'CloudFront’s own certificate comes with its own least version of TLS.',
}
const inDevelopment = {
  'AwsSolutions-S1': 'What is thrown away needs no logs.',
  'AwsSolutions-CFR3': 'What is thrown away needs no logs.',
}

function findings(settings: Settings) {
  const { app } = createApp(settings)
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  return violations.map(({ ruleName }) => ruleName).toSorted()
}

test.each<[string, Settings, object]>([
  ['production', production, always],
  [
    'production without a domain',
    { ...plain, stage: 'production' },
    { ...always, ...withoutDomain },
  ],
  ['development', plain, { ...always, ...withoutDomain, ...inDevelopment }],
])('in %s, cdk-nag finds what has a reason and nothing else', (_name, settings, reasons) => {
  expect(findings(settings)).toEqual(Object.keys(reasons).toSorted())
})
