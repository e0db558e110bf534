import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { listen } from '#infra/local/listen.ts'
import type { Handler } from '#infra/local/http/message.ts'
import { createSite } from '#infra/local/site.ts'
import { startStandIn } from '#infra/local/start.ts'
import type { Template } from '#infra/local/template/resolve-template.ts'
import { readTemplate } from '#infra/template.ts'
import type { Config } from '#src/config.ts'
import { changeTemplate } from '#test/support/aws.ts'
import { createPeople } from '#test/e2e/support/people.ts'
import { findBrowser } from '#test/support/find-browser.ts'
import { createLever } from '#test/support/lever.ts'
import type { App } from './apps.ts'
import { behindHttp2, makeIdentity } from './http2.ts'

type Origins = Readonly<Record<'userPool' | 'identityPool' | 's3', string>>

interface Way {
  readonly origins: Origins
  close(): void
}

const direct = (origins: Origins): Way => ({ origins, close: () => {} })

interface Options {
  readonly lines?: (origins: Origins) => Way | Promise<Way>
  /** Pages come as CloudFront sends them, over HTTP/2, which says repeated headers once. */
  readonly http2?: boolean
}

/**
 * The stand-in under three names, as AWS has three, and one app at a time in front of it. `lines`
 * says by which way a page reaches each of them.
 */
export async function openStage({ lines = direct, http2 = false }: Options = {}) {
  let serve: Handler | undefined
  const front = await listen({
    port: 0,
    handler: async (request) => serve?.(request),
  })
  const secure = http2 ? await behindHttp2(new URL(front.origin), await makeIdentity()) : undefined
  const origin = secure ? `https://localhost:${secure.port}` : front.origin
  const withoutDevices = changeTemplate(await readTemplate(), 'AWS::Cognito::UserPool', (pool) => {
    const { DeviceConfiguration: _devices, ...rest } = pool
    return rest
  })
  const template = JSON.parse(
    JSON.stringify(withoutDevices).replaceAll('http://localhost:4173', origin),
  ) as Template
  const aws = await startStandIn({ template, port: 0 })
  const named = (name: string) => aws.origin.replace('localhost', `${name}.localhost`)
  const way = await lines({
    userPool: named('cognito-idp'),
    identityPool: named('cognito-identity'),
    s3: aws.origin,
  })
  const endpoints = way.origins
  const config = (): Config => ({ ...aws.config(), endpoints })
  const origins = Object.values(endpoints)

  const lever = createLever(aws.origin)
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const show = ({ dist, isOurs }: App) => {
    const site = createSite({ dist, stack: aws.stack, config, origins })
    serve = isOurs ? site : unpoliced(site)
  }
  const stage = {
    origin,
    aws: aws.origin,
    config: () => aws.config(),
    lever,
  }

  return {
    ...stage,
    people: createPeople(stage),
    /** What a page asks of AWS, preflights included. */
    isAws: (url: string) => origins.some((it) => url.startsWith(it)),

    /** From now on this is the app in front. */
    show,

    /** A visitor who was never here before. */
    async visitor(app: App): Promise<BrowserContext> {
      show(app)
      const context = await browser.newContext({
        baseURL: origin,
        ignoreHTTPSErrors: true,
        reducedMotion: 'reduce',
      })
      // tsx compiles named functions to calls of a helper, which pages do not have.
      await context.addInitScript('globalThis.__name = (it) => it')
      return context
    },

    async close() {
      await browser.close()
      secure?.close()
      await front.close()
      way.close()
      await aws.close()
    },
  }
}

/** The SDK reads S3's answers in a way that the page's policy of this app forbids. */
const unpoliced =
  (site: Handler): Handler =>
  async (request) => {
    const response = await site(request)
    if (!response) return response
    const { 'content-security-policy': _policy, ...headers } = response.headers
    return { ...response, headers }
  }

/** A phone of the middle range; with `line`, on a slow network. */
export async function slow(page: Page, { line }: { line: boolean }): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await devtools.send('Network.enable')
  if (line)
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    })
  return devtools
}

/** Every request as it leaves, those that ask for leave beforehand as well. */
export async function requestsOf(page: Page, wanted: (url: string) => boolean) {
  const devtools = await page.context().newCDPSession(page)
  const seen: string[] = []
  devtools.on('Network.requestWillBeSent', ({ request: { url, method, headers } }) => {
    if (!wanted(url)) return
    const target = headers['X-Amz-Target'] ?? headers['x-amz-target']
    seen.push(method === 'OPTIONS' ? 'preflight' : (target?.split('.')[1] ?? method))
  })
  await devtools.send('Network.enable')
  return seen
}
