import { onTestFinished } from 'vitest'

import { createFaults } from '#infra/local/faults/faults.ts'
import { operationOf } from '#infra/local/faults/operation-of.ts'
import type { Handler, Request } from '#infra/local/http/message.ts'
import type { Template } from '#infra/local/template/resolve-template.ts'
import { openGrant } from '#infra/local/user-pool/grants.ts'
import { makeSeed } from '#infra/local/user-pool/seeds.ts'
import type { Seed, SeedKind } from '#infra/local/user-pool/seeds.ts'
import { issueTokens } from '#infra/local/user-pool/tokens.ts'
import { readTemplate } from '#infra/template.ts'
import { createFileStore } from '#src/aws/file-store/file-store.ts'
import { toFileError } from '#src/aws/file-store/file-error.ts'
import type { Removed } from '#src/aws/file-store/removing.ts'
import { createSessionStorage } from '#src/aws/session-storage.ts'
import { tokensOf } from '#src/aws/tokens.ts'
import { signHeaders } from '#test/infra/local/signature/sign.ts'
import { changeTemplate, startAws } from '#test/support/aws.ts'
import { createBrowser } from '#test/support/browser.ts'
import type { TestTab } from '#test/support/browser.ts'
import { openApp } from '#test/support/services.ts'

// Loaded late by the app; here before any test's time is measured.
await import('#src/aws/identity-pool.ts')

export type TestFiles = Awaited<ReturnType<typeof startFiles>>
export type TestPerson = Awaited<ReturnType<typeof signIn>>
type Owner = Pick<TestPerson, 'files'>

interface Statement {
  readonly Sid?: string
}
interface PolicyDocument {
  readonly Statement: readonly Statement[]
}

/** The deployed template with statements added to every role's policy, or taken away by Sid. */
const changePolicies = (
  template: Template,
  change: (statements: readonly Statement[]) => readonly object[],
) =>
  changeTemplate(template, 'AWS::IAM::Policy', (properties) => {
    const document = properties['PolicyDocument'] as PolicyDocument
    return {
      ...properties,
      PolicyDocument: { ...document, Statement: change(document.Statement) },
    }
  })

/** As `settings.files.shareLinks: false` has it deployed. */
const noShareLinks = {
  Sid: 'NoShareLinks',
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  Condition: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
}

interface Options {
  readonly shareLinks?: boolean
  /** Statements that the roles lack. */
  readonly without?: string
}

/** The stand-in with faults, damage and records on order. */
export async function startFiles({ shareLinks = true, without }: Options = {}) {
  const faults = createFaults()
  const calls: string[] = []
  const damaged = new Set<string>()
  const watchers = new Set<(operation: string, request: Request) => void | Promise<void>>()
  const wrap =
    (handler: Handler): Handler =>
    async (request) => {
      const { operation } = operationOf(request)
      if (request.method !== 'OPTIONS') calls.push(operation)
      for (const watch of watchers) await watch(operation, request)
      return handler(
        damaged.delete(operation) ? { ...request, body: spoil(request.body) } : request,
      )
    }
  const template = changePolicies(await readTemplate(), (statements) => [
    ...statements.filter(({ Sid }) => Sid === undefined || Sid !== without),
    ...(shareLinks ? [] : [noShareLinks]),
  ])
  const aws = await startAws({ template, wrap: (handler) => wrap(faults.wrap(handler)) })
  onTestFinished(() => aws.close())
  const context = aws.aws.userPool
  const { bucket, files } = aws.config
  const poolNow = () => {
    const [pool] = context.pools.values()
    if (!pool) throw new Error('the template has no user pool')
    return pool
  }

  return {
    ...aws,
    config: { ...aws.config, files: { ...files, shareLinks } },
    faults,
    make: (kind: SeedKind) => makeSeed(context, poolNow(), kind),
    /** As if they had signed in; how that is done is not the subject here, and costs most. */
    async tokensFor({ username }: Pick<Seed, 'username'>) {
      const user = context.users(poolNow().id).get(username)
      if (!user) throw new Error('the seed was not kept')
      const client = context.client(aws.config.userPoolClientId)
      const { grant, refreshToken } = openGrant(context, poolNow(), client, user)
      const issued = await issueTokens(context, poolNow(), client, user, grant)
      return tokensOf({ ...issued, RefreshToken: refreshToken })
    },
    /** What was asked since the last time. */
    asked: () => calls.splice(0),
    /** The body of the next such request arrives with a byte changed. */
    damage: (operation: string) => void damaged.add(operation),
    watch: (watcher: (operation: string, request: Request) => void | Promise<void>) =>
      void watchers.add(watcher),
    /** Requests of this operation wait until they are let go. */
    hold(operation: string, isMeant = () => true) {
      let letGo = () => {}
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      watchers.add((asked) => (asked === operation && isMeant() ? held : undefined))
      return letGo
    },
    fail(operation: string, fault: 'throttle' | 'error' | 'drop', times = 1) {
      faults.add({ service: 's3', operation, fault, times, delayMs: 0 })
    },
    /** Files by the thousand, empty if nothing is said, without the network between. */
    async seed(identityId: string, paths: readonly string[], content = '') {
      for (const path of paths) {
        const key = `private/${identityId}/${path}`.split('/').map(encodeURIComponent).join('/')
        const asked = { method: 'PUT', path: `/${bucket}/${key}`, query: '' }
        const headers = { host: 'localhost', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
        const signed = signHeaders({ ...asked, headers }, 'UNSIGNED-PAYLOAD', {
          now: aws.clock.now(),
        })
        const bytes = new TextEncoder().encode(content)
        const body = (async function* () {
          yield bytes
        })()
        const response = await aws.aws.handler({
          ...asked,
          headers: { ...signed.headers, 'content-length': String(bytes.length) },
          body,
        })
        if (response?.status !== 200) throw new Error(`${path} was not stored`)
      }
    },
  }
}

async function* spoil(body: AsyncIterable<Uint8Array>) {
  for await (const chunk of body) yield chunk.map((byte, index) => (index === 0 ? byte ^ 1 : byte))
}

/** Somebody signed in, with their part of the bucket. */
export async function signIn(
  backend: TestFiles,
  kind: SeedKind = 'confirmed',
  browser = createBrowser(),
) {
  const tab = browser.openTab()
  const tokens = await backend.tokensFor(backend.make(kind))
  const session = { tokens, generation: 0, clockOffset: 0, keep: true }
  createSessionStorage(tab, backend.config.userPoolClientId).write(session)
  return { browser, ...(await openFiles(backend, tab)) }
}

/** The files of whoever is signed in on a tab, or signs in now. */
export async function openFiles(backend: TestFiles, tab: TestTab, person?: Seed) {
  const { config } = backend
  const engine = await openApp({ config }, tab).services.engine()
  if (person) await engine.signIn.withPassword({ ...person, keep: true })
  const identityPool = await engine.identityPool()
  const files = createFileStore({ config, identityPool, now: () => tab.now() })
  const { identityId } = await identityPool.credentials()
  backend.asked()
  return { tab, engine, identityPool, identityId, files }
}

export const blob = (text: string) => new Blob([text])
export const put = (person: Owner, path: string, text = path) =>
  person.files.put(path, blob(text), { replace: false })

/** Deletes, and tells what it takes to bring it back. */
export async function takeAway({ files }: Owner, ...paths: readonly string[]) {
  const removed: Removed[] = []
  const onRemoved = (more: readonly Removed[]) => void removed.push(...more)
  const advance = await files.remove(paths, { onRemoved })
  return { advance, removal: { paths, removed } }
}

export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => toFileError(error).code,
  )

export async function names(person: Owner, folder = '') {
  const { entries } = await person.files.list(folder)
  return entries.map(({ kind, name }) => (kind === 'folder' ? `${name}/` : name))
}
