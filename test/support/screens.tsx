import { fireEvent, waitFor, within } from '@testing-library/dom'
import { expect, onTestFinished, vi } from 'vitest'

import { pageAt } from '#src/app/routes.tsx'
import type { Config } from '#src/config.ts'
import { paths } from '#src/paths.ts'
import { createBrowser } from './browser.ts'
import { described, heading, mouse, theOne } from './find.ts'
import { startBackend } from './services.ts'
import { createPage } from './whole-app.tsx'

export { described, heading } from './find.ts'

type Changes = Parameters<typeof startBackend>[0] & { readonly config?: Partial<Config> }

export type Screens = Awaited<ReturnType<typeof startScreens>>

// A page that is not here yet costs what React waits before it shows one that was.
const screens = Object.values(paths).filter((path) => /^.(sign|confirm|forgot|reset)/.test(path))
await Promise.all([...screens, paths.about].map((path) => pageAt(path).preload()))

/** The whole app in jsdom, against a stand-in of the test's own. */
export async function startScreens({ config = {}, ...changes }: Changes = {}) {
  const backend = await startBackend(changes)
  const browser = createBrowser()
  const tab = browser.openTab()
  onTestFinished(async () => {
    sessionStorage.clear()
    localStorage.clear()
    await backend.close()
  })
  const load = createPage()
  type Change = Parameters<typeof load>[3]
  const go = (address: string, change?: Change) =>
    load(address, { ...backend.config, ...config }, tab, change)

  return {
    ...backend,
    browser,
    tab,
    go,
    reload: (change?: Change) => go(location.pathname + location.search, change),
  }
}

const place = () => document.querySelector('main') ?? document.body
export const main = () => within(place())

export const field = (label: string | RegExp) => main().getByLabelText<HTMLInputElement>(label)
export const email = () => field('Email')
export const password = (name: 'Password' | 'New password' = 'Password') => field(name)
export const code = () => field(/^Code/)

/** A whole value at once, as password managers enter it and people paste it. */
export function fill(input: HTMLInputElement, value: string) {
  input.focus()
  fireEvent.input(input, { target: { value } })
}

export const button = (name: string | RegExp) => theOne(place(), 'button', name)
export const press = async (name: string | RegExp) =>
  mouse().click(await waitFor(() => button(name)))
export const follow = async (name: string | RegExp) =>
  mouse().click(await waitFor(() => theOne(place(), 'a[href]', name)))

/** A new screen, whose heading has the focus. */
export const expectScreen = (title: string | RegExp) =>
  waitFor(() => {
    expect(heading().textContent).toMatch(title)
    expect(document.activeElement).toBe(heading())
  })

export const expectPath = (path: string) => waitFor(() => expect(location.pathname).toBe(path))

export const alert = () => main().getByRole('alert', { hidden: true })

export const expectAlert = (text: string | RegExp) =>
  waitFor(() => expect(alert().textContent).toMatch(text))

export const expectText = (text: string | RegExp) =>
  waitFor(() => expect(document.querySelector('main')?.textContent).toMatch(text))

export const expectRefused = (input: () => HTMLElement, sentence: string | RegExp) =>
  waitFor(() => {
    expect(document.activeElement).toBe(input())
    expect(input().getAttribute('aria-invalid')).toBe('true')
    expect(described(input())).toMatch(sentence)
  })

/** A clock for what counts down; it goes on by itself, and can be moved. */
export function holdClock() {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  return { pass: (seconds: number) => vi.advanceTimersByTime(seconds * 1000) }
}

/** A page for everybody, so that being led to it shows that one is in, and costs nothing more. */
const goal = '/about'
export const expectSignedIn = () => expectPath(goal)

export async function signIn(
  { go }: Pick<Screens, 'go'>,
  given: { readonly email: string; readonly password: string },
) {
  await go(`/sign-in?returnTo=${goal}`)
  fill(email(), given.email)
  fill(password(), given.password)
  await press('Sign in')
}
