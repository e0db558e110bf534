import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, describe, expect, test } from 'vitest'
import { plain, production, synthesise } from './synthesise.ts'
import type { Synthesised } from './synthesise.ts'

/** Of @aws/cloudformation-validate, which aws-cdk-lib bundles. */
interface Engine {
  validateTemplate(
    template: object,
    config: { detailLevel: 'STANDARD'; disableBuiltinRules?: boolean },
  ): { diagnostics: { ruleId: string; severity: string; message: string }[] }
  free(): void
}
interface Validator {
  CelEngine: new (config: { guardRules: { name: string; content: string }[] }) => Engine
  TemplateContent: new (content: string) => object
}

const require = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib/package.json'))
const { CelEngine, TemplateContent } = require('@aws/cloudformation-validate') as Validator
const rules = readFileSync(new URL('promises.guard', import.meta.url), 'utf8')
const engine = new CelEngine({ guardRules: [{ name: 'promises.guard', content: rules }] })
afterAll(() => {
  engine.free()
})

const judge = (text: string, disableBuiltinRules: boolean) =>
  engine.validateTemplate(new TemplateContent(text), {
    detailLevel: 'STANDARD',
    disableBuiltinRules,
  }).diagnostics

const broken = (text: string) => [...new Set(judge(text, true).map(({ ruleId }) => ruleId))]

const variants: [string, Synthesised][] = [
  ['development', synthesise(plain)],
  ['production', synthesise(production)],
  [
    'everything switched on',
    synthesise({
      ...production,
      signInWith: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'],
      mfa: { mode: 'OPTIONAL', methods: ['TOTP', 'SMS', 'EMAIL'] },
      mail: { ...plain.mail, sender: { by: 'ses', from: 'a@example.com', region: 'eu-west-1' } },
      files: { ...plain.files, shareLinks: false },
      hostedSignIn: { domainPrefix: 'desk' },
      threatProtection: 'audit',
    }),
  ],
]

describe.each(variants)('%s', (_name, { text }) => {
  test('keeps the rules', () => {
    expect(judge(text, true)).toEqual([])
  })

  test('is a template that CloudFormation takes', () => {
    const found = judge(text, false)
      .filter(({ severity }) => severity !== 'INFO')
      // "DependsOn is already implied by a reference": CDK's identity pool writes it, and it is so.
      .filter(({ ruleId }) => ruleId !== 'W3005')
    expect(found).toEqual([])
  })
})

const [[, base]] = variants as [[string, Synthesised]]
type Path = readonly (string | number)[]

/** Each puts into one resource what its rule forbids. */
const mutants: [rule: string, resource: RegExp, path: Path, value?: unknown][] = [
  ['no_guests', /^IdentityPool\w{8}$/, ['AllowUnauthenticatedIdentities'], true],
  ['no_classic_flow', /^IdentityPool\w{8}$/, ['AllowClassicFlow'], true],
  [
    'tokens_are_checked_with_the_user_pool',
    /^IdentityPool\w{8}$/,
    ['CognitoIdentityProviders', 0, 'ServerSideTokenCheck'],
    false,
  ],
  ['client_says_what_it_may_write', /^UsersPoolApp/, ['WriteAttributes']],
  ['client_has_no_secret', /^UsersPoolApp/, ['GenerateSecret'], true],
  ['client_hides_who_has_an_account', /^UsersPoolApp/, ['PreventUserExistenceErrors'], 'LEGACY'],
  [
    'client_sends_no_password_in_the_clear',
    /^UsersPoolApp/,
    ['ExplicitAuthFlows', 0],
    'ALLOW_USER_PASSWORD_AUTH',
  ],
  ['client_rotates_refresh_tokens', /^UsersPoolApp/, ['RefreshTokenRotation']],
  [
    'client_rotates_refresh_tokens',
    /^UsersPoolApp/,
    ['ExplicitAuthFlows', 1],
    'ALLOW_REFRESH_TOKEN_AUTH',
  ],
  ['client_revokes_tokens', /^UsersPoolApp/, ['EnableTokenRevocation'], false],
  ['client_has_no_implicit_grant', /^UsersPoolApp/, ['AllowedOAuthFlows'], ['code', 'implicit']],
  ['addresses_change_once_verified', /^UsersPool\w{8}$/, ['UserAttributeUpdateSettings']],
  ['addresses_have_no_case', /^UsersPool\w{8}$/, ['UsernameConfiguration', 'CaseSensitive'], true],
  [
    'recovery_is_by_email',
    /^UsersPool\w{8}$/,
    ['AccountRecoverySetting', 'RecoveryMechanisms', 1],
    { Name: 'verified_phone_number', Priority: 2 },
  ],
  [
    'roles_trust_one_identity_pool',
    /^IdentityadminsRole\w{8}$/,
    ['AssumeRolePolicyDocument', 'Statement', 0, 'Condition', 'StringEquals'],
  ],
  [
    'roles_trust_one_identity_pool',
    /^IdentityPoolAuthenticatedRole\w{8}$/,
    ['AssumeRolePolicyDocument', 'Statement', 0, 'Condition', 'ForAnyValue:StringLike'],
  ],
  [
    'policies_name_actions',
    /^IdentityPoolAuthenticatedRoleDefaultPolicy/,
    ['PolicyDocument', 'Statement', 0, 'Action', 0],
    's3:Get*',
  ],
  [
    'policies_name_actions',
    /^IdentityPoolAuthenticatedRoleDefaultPolicy/,
    ['PolicyDocument', 'Statement', 0, 'Resource'],
    '*',
  ],
  [
    'listing_needs_a_prefix',
    /^IdentityPoolAuthenticatedRoleDefaultPolicy/,
    ['PolicyDocument', 'Statement', 1, 'Condition'],
  ],
  [
    'listing_needs_a_prefix',
    /^IdentityadminsRoleDefaultPolicy/,
    ['PolicyDocument', 'Statement', 3, 'Condition'],
  ],
  [
    'buckets_are_closed',
    /^SiteBucket\w{8}$/,
    ['PublicAccessBlockConfiguration', 'BlockPublicPolicy'],
    false,
  ],
  ['buckets_are_encrypted', /^FilesBucket\w{8}$/, ['BucketEncryption']],
  [
    'buckets_name_their_callers',
    /^FilesBucket\w{8}$/,
    ['CorsConfiguration', 'CorsRules', 0, 'AllowedOrigins', 0],
    '*',
  ],
  [
    'site_is_https_only',
    /^SiteDistribution\w{8}$/,
    ['DistributionConfig', 'DefaultCacheBehavior', 'ViewerProtocolPolicy'],
    'allow-all',
  ],
  [
    'site_sends_its_headers',
    /^SiteDistribution\w{8}$/,
    ['DistributionConfig', 'DefaultCacheBehavior', 'ResponseHeadersPolicyId'],
  ],
  [
    'site_sends_its_headers',
    /^SiteSecurityHeaders/,
    ['ResponseHeadersPolicyConfig', 'SecurityHeadersConfig', 'ContentSecurityPolicy', 'Override'],
    false,
  ],
]

function mutate(resource: RegExp, path: Path, value: unknown) {
  const template = JSON.parse(base.text) as Pick<Synthesised, 'Resources'>
  const [found, ...more] = Object.entries(template.Resources).filter(([id]) => resource.test(id))
  if (!found || more.length > 0) throw new Error(`${String(resource)} is not one resource`)
  let parent: Record<string | number, unknown> = found[1].Properties
  for (const key of path.slice(0, -1)) parent = parent[key] as typeof parent
  const last = path.at(-1) ?? ''
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return JSON.stringify(template)
}

describe('each rule catches its own mistake, and only that', () => {
  test.each(mutants)('%s: %s %j becomes %j', (rule, resource, path, value) => {
    expect(broken(mutate(resource, path, value))).toEqual([rule])
  })

  test('and what CloudFormation would refuse is known before it is sent', () => {
    const text = mutate(/^FilesBucket\w{8}$/, ['Versioned'], true)
    expect(judge(text, false).filter(({ severity }) => /ERROR|FATAL/.test(severity))).toMatchObject(
      [{ message: expect.stringContaining('Versioned') as string }],
    )
  })

  test('and every rule has one', () => {
    const written = [...rules.matchAll(/^rule (\w+)/gm)].map(([, name]) => name)
    expect(new Set(mutants.map(([rule]) => rule))).toEqual(new Set(written))
  })
})
