import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, Page, Request } from '@playwright/test'
import type { Screens } from '#test/e2e/support/screens.ts'

/** What a test announces that it will provoke; everything else is a failure. */
export interface Expected {
  /** Part of a console message. */
  readonly complaints: RegExp[]
  /** Part of the address of a request that will fail. */
  readonly failures: RegExp[]
}

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

declare global {
  interface Window {
    tokensFound(): string[]
    axe: { run(options: object): Promise<{ violations: Violation[] }> }
    reportProblem(problem: string): Promise<void>
    /** Resolves when axe has looked at it, or has before. */
    screenSettled(screen: string): Promise<void>
    lookNow(): Promise<void>
  }
}

/**
 * All of Cognito's tokens begin with `eyJ` and have parts between dots. Of base64 by chance, such as
 * a signed link's, one in some hundred has the letters; none has the dot.
 */
const token = /eyJ[\w-]{8,}\./

/**
 * Runs in the page: where a token is to be found that has no business there. The one key in storage
 * that may hold them is the session's.
 */
function findTokens() {
  const looksLikeToken = (text = '') => /eyJ[\w-]{8,}\./.test(text)
  interface Fiber {
    readonly child: Fiber | null
    readonly memoizedProps: { readonly store?: { getState(): unknown } } | null
  }
  const root = document.getElementById('root')
  const entry = Object.entries(root ?? {}).find(([key]) => key.startsWith('__reactContainer$'))
  let fiber = (entry?.[1] ?? null) as Fiber | null
  while (fiber && !fiber.memoizedProps?.store) fiber = fiber.child
  const rest = (area: Storage) => Object.entries(area).filter(([key]) => key !== 'session')
  const places = {
    address: location.href,
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input')].map(({ value }) => value),
    store: fiber?.memoizedProps?.store?.getState(),
    storage: [localStorage, sessionStorage].map(rest),
    history: history.state as unknown,
  }
  return Object.entries(places)
    .filter(([, value]) => looksLikeToken(JSON.stringify(value)))
    .map(([place]) => `a token in the ${place} of ${location.pathname}`)
}

/**
 * Runs in the page: reports breaches of the content policy, and each screen once it has been still
 * for a moment. Two states of a page are two screens when heading, errors or dialogs differ.
 */
function reportFromPage() {
  document.addEventListener('securitypolicyviolation', (event) => {
    void window.reportProblem(`CSP: ${event.violatedDirective} blocked ${event.blockedURI}`)
  })
  window.addEventListener('unhandledrejection', (event) => {
    void window.reportProblem(`unhandled rejection: ${String(event.reason)}`)
  })
  let last = ''
  let timer = 0
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const screenNow = () => {
    const heading = document.querySelector('h1')?.textContent
    const { boot, theme } = document.documentElement.dataset
    if (!heading || boot) return undefined
    return [
      location.pathname,
      heading,
      ...['[role=alert]', '[aria-invalid=true]', 'dialog[open]'].map(
        (selector) => document.querySelectorAll(selector).length,
      ),
      theme ?? (dark.matches ? 'dark' : 'light'),
    ].join(' | ')
  }
  const look = () => {
    const screen = screenNow()
    if (screen === undefined || screen === last) return
    last = screen
    for (const found of window.tokensFound()) void window.reportProblem(found)
    void window.screenSettled(screen)
  }
  window.lookNow = () => window.screenSettled(screenNow() ?? '')
  new MutationObserver(() => {
    window.clearTimeout(timer)
    timer = window.setTimeout(look, 80)
  }).observe(document, { subtree: true, childList: true, attributes: true })
}

/** axe looks at one thing at a time. */
const turns = new WeakMap<Page, Promise<unknown>>()

let axeSource: Promise<string> | undefined
const readAxe = () =>
  (axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))

function violations(page: Page): Promise<Violation[]> {
  const turn = (turns.get(page) ?? Promise.resolve()).then(() => examine(page))
  turns.set(
    page,
    turn.catch(() => undefined),
  )
  return turn
}

async function examine(page: Page): Promise<Violation[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readAxe())
  return page.evaluate(async () => {
    const screen = () => `${location.pathname} ${document.querySelector('h1')?.textContent}`
    if (!document.querySelector('h1')) throw new Error('navigated away meanwhile')
    const before = screen()
    const { violations: found } = await window.axe.run({ resultTypes: ['violations'] })
    if (screen() !== before) throw new Error('navigated to another screen meanwhile')
    return found
  })
}

const describe = (screen: string, { id, help, nodes }: Violation) =>
  `axe on "${screen}": ${id} (${help})\n${nodes.map((node) => `    ${node.html}\n      ${node.failureSummary ?? ''}`).join('\n')}`

/** A page that goes away takes its running questions with it. */
const isGone = (cause: unknown) => /closed|navigat|destroyed|detached/i.test(String(cause))

/** Watches every page of a context; axe looks at the screens that nobody else looks at. */
export async function watch(context: BrowserContext, expected: Expected, screens: Screens) {
  const problems: string[] = []
  const running = new Map<string, Promise<void>>()

  const visit = async (page: Page, screen: string) => {
    if (screens.claim(screen)) running.set(screen, look(page, screen))
    await running.get(screen)
  }

  async function look(page: Page, screen: string) {
    try {
      for (const violation of await violations(page)) problems.push(describe(screen, violation))
    } catch (cause) {
      screens.release(screen)
      if (!isGone(cause)) problems.push(`axe on "${screen}" failed: ${String(cause)}`)
    }
  }

  await context.exposeBinding('reportProblem', (_source, problem: string) => {
    problems.push(problem)
  })
  await context.exposeBinding('screenSettled', ({ page }, screen: string) => visit(page, screen))
  await context.addInitScript(`window.tokensFound = ${findTokens.toString()}`)
  await context.addInitScript(reportFromPage)

  context.on('console', (message) => {
    const text = message.text()
    if (token.test(text)) problems.push('a token on the console')
    if (!['error', 'warning'].includes(message.type())) return
    const { url } = message.location()
    const announced =
      expected.complaints.some((pattern) => pattern.test(text)) ||
      // Chromium reports failed requests twice: as such, and on the console.
      (text.startsWith('Failed to load resource') &&
        expected.failures.some((pattern) => pattern.test(url)))
    if (!announced) problems.push(`console ${message.type()}: ${text} (${url})`)
  })
  context.on('weberror', (error) => problems.push(`uncaught: ${String(error.error())}`))
  context.on('request', (request) => {
    if (token.test(request.url())) problems.push(`a token in ${request.url()}`)
  })
  const failed = (request: Request, why: string) => {
    if (expected.failures.some((pattern) => pattern.test(request.url()))) return
    problems.push(`request failed: ${request.method()} ${request.url()} ${why}`)
  }
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // What a page was still fetching when it was left is not a failure.
    if (why !== 'net::ERR_ABORTED') failed(request, why)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) failed(response.request(), String(response.status()))
  })

  return {
    async problems() {
      for (const page of context.pages()) {
        const search = () => ('tokensFound' in window ? window.tokensFound() : [])
        if (!page.isClosed()) problems.push(...(await page.evaluate(search).catch(() => [])))
      }
      await Promise.all(running.values())
      return problems
    },
  }
}
