import { checkSettings } from '#infra/aws/check-settings.ts'
import { createApp } from '#infra/aws/create-app.ts'
import type { InlineCode } from '#infra/inline-code.ts'
import type { Settings } from '#infra/aws/settings-shape.ts'
import { settings as shipped } from '#infra/settings.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Of a kind of its own, so that who edits infra/settings.ts does not have to edit tests. */
export const plain: Settings = {
  ...shipped,
  appName: 'Test App',
  stage: 'development',
  tags: { AppName: 'Test App' },
  selfSignUp: true,
  attributes: [{ name: 'custom:agentName', required: true, minLength: 1, maxLength: 60 }],
  passwordPolicy: {
    minimumLength: 8,
    requireLowercase: false,
    requireUppercase: false,
    requireNumbers: true,
    requireSymbols: false,
    history: 0,
    temporaryPasswordDays: 7,
  },
  signInWith: ['PASSWORD'],
  passkeys: { userVerification: 'preferred' },
  mfa: { mode: 'OPTIONAL', methods: ['TOTP'] },
  devices: 'opt-in',
  groups: [{ name: 'admins', precedence: 0, files: 'read-all' }],
  tokens: {
    accessMinutes: 15,
    idMinutes: 15,
    refreshDays: 30,
    rotationGraceSeconds: 30,
    challengeMinutes: 5,
  },
  mail: {
    verification: { subject: 'Your code', body: 'It is {####}.' },
    invitation: { subject: 'Welcome', body: 'You are {username}, and {####} lets you in.' },
    signInCode: { subject: 'Sign in', body: 'With {####}.' },
    sms: 'Text {####}.',
    sender: { by: 'cognito' },
  },
  files: { maxFileBytes: 1e9, maxFiles: 100, types: [], shareLinks: true, keepVersionsDays: 30 },
  threatProtection: 'off',
}

export const production: Settings = {
  ...plain,
  stage: 'production',
  domain: {
    name: 'app.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678',
    hostedZone: { id: 'Z0123456789ABC', name: 'example.com' },
  },
}

export interface Resource {
  readonly Type: string
  readonly Properties: Record<string, unknown>
  readonly DeletionPolicy?: string
}

export interface Synthesised {
  readonly text: string
  readonly Resources: Record<string, Resource>
  readonly Outputs: Record<string, { Value: unknown }>
  /** The properties of all resources of a type. */
  all: (type: string) => Resource[]
  /** Of the only one. */
  one: (type: string, id?: RegExp) => Resource
}

/** What `npm run synth` would write for these settings. */
export function synthesise(settings: Settings, inlineCode?: InlineCode): Synthesised {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'))
  try {
    const { app, stack } = createApp(checkSettings(settings), {
      outdir,
      ...(inlineCode && { inlineCode }),
    })
    app.synth()
    return read(readFileSync(join(outdir, stack.templateFile), 'utf8'))
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

function read(text: string): Synthesised {
  const template = JSON.parse(text) as Pick<Synthesised, 'Resources' | 'Outputs'>
  const all = (type: string, id = /./) =>
    Object.entries(template.Resources)
      .filter(([name, resource]) => resource.Type === type && id.test(name))
      .map(([, resource]) => resource)
  return {
    ...template,
    text,
    all,
    one: (type, id) => {
      const [first, ...more] = all(type, id)
      if (!first || more.length > 0)
        throw new Error(`${more.length + (first ? 1 : 0)} resources are ${type}, not one`)
      return first
    },
  }
}
