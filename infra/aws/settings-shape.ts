import { standardNames } from './attributes.ts'
import { flag, listOf, mapOf, must, oneOf, optional, record, text, whole } from './check.ts'
import type { Check } from './check.ts'

const printable = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s]`
const holds = (value: unknown, ...parts: readonly string[]) =>
  typeof value === 'string' && parts.every((part) => value.includes(part))

const subject = text(
  '1 to 140 characters, none of them a control character',
  new RegExp(`^${printable}{1,140}$`, 'u'),
)
const body = (most: number, ...parts: readonly string[]) =>
  must<string>(
    `at most ${most} printable characters with ${parts.join(' and ')} in them`,
    (value) =>
      holds(value, ...parts) && new RegExp(`^${printable}{6,${most}}$`, 'u').test(value as string),
  )
const mail = (...parts: readonly string[]) => record({ subject, body: body(20_000, ...parts) })

const host = text(
  'a host name in lower case like app.example.com',
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
)
const address = text('an email address', /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/)

const cognitoSender = record({
  by: must<'cognito'>('one of cognito, ses', (value) => value === 'cognito'),
  replyTo: optional(address),
})
const sesSender = record({
  by: oneOf('ses'),
  from: address,
  fromName: optional(text('a name without quotation marks', /^[^"<>\r\n]{1,64}$/)),
  replyTo: optional(address),
  /** Where the address is verified, if not where the stack is. */
  region: optional(text('a region like eu-central-1', /^[a-z]{2}(-[a-z]+)+-\d$/)),
  /** The domain that is verified, where the address itself is not. */
  verifiedDomain: optional(host),
  configurationSet: optional(text('letters, digits, - and _', /^[\w-]{1,64}$/)),
})
const sender: Check<ReturnType<typeof cognitoSender> | ReturnType<typeof sesSender>> = (
  value,
  path,
  problems,
) =>
  (value as { by?: unknown } | null)?.by === 'ses'
    ? sesSender(value, path, problems)
    : cognitoSender(value, path, problems)

export const settingsShape = record({
  appName: text(
    'up to 40 letters, digits, spaces and hyphens, a letter first',
    /^[a-z][a-z0-9 -]{0,39}$/i,
  ),
  stage: oneOf('development', 'production'),
  tags: mapOf(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/iu,
    'up to 128 letters, digits, spaces or _.:/=+@-, and not begin with aws:',
    text('up to 256 letters, digits, spaces or _.:/=+@-', /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u),
  ),
  selfSignUp: flag,
  attributes: listOf(
    record({
      name: must<string>(
        `custom: and up to 20 letters, digits, _ or -, or one of ${standardNames.join(', ')}`,
        (value) =>
          standardNames.includes(value as string) || /^custom:[\w-]{1,20}$/.test(String(value)),
      ),
      required: flag,
      minLength: optional(whole(0, 2048)),
      maxLength: optional(whole(0, 2048)),
    }),
    ({ name }) => name,
  ),
  passwordPolicy: record({
    minimumLength: whole(6, 99),
    requireLowercase: flag,
    requireUppercase: flag,
    requireNumbers: flag,
    requireSymbols: flag,
    history: whole(0, 24),
    temporaryPasswordDays: whole(1, 365),
  }),
  signInWith: listOf(oneOf('PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN')),
  passkeys: record({
    relyingPartyId: optional(
      text('localhost or a host name of up to 63 characters', /^(localhost|[a-z0-9.-]{3,63})$/),
    ),
    userVerification: oneOf('preferred', 'required'),
  }),
  mfa: record({
    mode: oneOf('OFF', 'OPTIONAL', 'ON'),
    methods: listOf(oneOf('TOTP', 'SMS', 'EMAIL')),
  }),
  devices: oneOf('off', 'opt-in', 'always'),
  groups: listOf(
    record({
      name: text('up to 64 letters, digits, _ and -', /^[\w-]{1,64}$/),
      precedence: whole(0, 2 ** 31 - 1),
      description: optional(text('up to 500 characters', /^[^\r\n]{1,500}$/)),
      files: oneOf('own', 'read-all'),
    }),
    ({ name }) => name,
  ),
  tokens: record({
    accessMinutes: whole(5, 1440),
    idMinutes: whole(5, 1440),
    refreshDays: whole(1, 3650),
    rotationGraceSeconds: whole(0, 60),
    challengeMinutes: whole(3, 15),
  }),
  mail: record({
    verification: mail('{####}'),
    invitation: mail('{username}', '{####}'),
    signInCode: mail('{####}'),
    sms: body(140, '{####}'),
    sender,
  }),
  domain: optional(
    record({
      name: host,
      certificateArn: text(
        'the ARN of a certificate in us-east-1, where CloudFront looks for it',
        /^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      ),
      hostedZone: optional(record({ id: text('like Z0123456789ABC', /^Z[A-Z0-9]+$/), name: host })),
    }),
  ),
  hostedSignIn: optional(
    record({
      domainPrefix: text(
        'up to 63 lower-case letters, digits and hyphens without aws, amazon or cognito in it',
        /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      ),
    }),
  ),
  files: record({
    maxFileBytes: whole(1, 5 * 1024 ** 4),
    maxFiles: whole(1, 10_000_000),
    types: listOf(
      text('like image/*, application/pdf or .pdf', /^(\.[\w.+-]+|[\w.+-]+\/(\*|[\w.+-]+))$/),
    ),
    shareLinks: flag,
    keepVersionsDays: whole(1, 3650),
  }),
  threatProtection: oneOf('off', 'audit', 'enforce'),
})

export type Settings = ReturnType<typeof settingsShape>
export type Group = Settings['groups'][number]
export type FileAccess = Group['files']
