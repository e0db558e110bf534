import { configure, fireEvent, getConfig, screen, waitFor, within } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { expect, onTestFinished, vi } from 'vitest'

import { App } from '#src/app/app.tsx'
import { pageAt } from '#src/app/routes.tsx'
import { createStore } from '#src/app/store.ts'
import type { Config } from '#src/config.ts'
import { paths } from '#src/paths.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import { createBrowser } from './browser.ts'
import { openApp, startBackend } from './services.ts'

type Changes = Parameters<typeof startBackend>[0] & { readonly config?: Partial<Config> }

export type Screens = Awaited<ReturnType<typeof startScreens>>

// A page that is not here yet costs what React waits before it shows one that was.
const screens = Object.values(paths).filter((path) => /^.(sign|confirm|forgot|reset)/.test(path))
await Promise.all([...screens, paths.about].map((path) => pageAt(path).preload()))

/** The whole app in jsdom, against a stand-in of the test's own. */
export async function startScreens({ config = {}, ...changes }: Changes = {}) {
  const before = getConfig()
  // Pages and words arrive when they do, as in a browser; `act` would have it all at once.
  configure({ eventWrapper: (event) => event(), asyncWrapper: (wait) => wait() })
  const backend = await startBackend(changes)
  const browser = createBrowser()
  const tab = browser.openTab()
  let stop = () => {}
  // jsdom has no layout, and says so where something is to be scrolled to.
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {})
  Element.prototype.scrollIntoView = () => {}
  onTestFinished(async () => {
    stop()
    configure(before)
    sessionStorage.clear()
    localStorage.clear()
    await backend.close()
  })

  /** As typed into the address bar: a page load, which keeps what this tab has stored. */
  async function go(address: string) {
    stop()
    history.replaceState(null, '', address)
    const app = openApp({ config: { ...backend.config, ...config } }, tab)
    const store = createStore(app.services)
    const unfollow = followSession(app.services, store.dispatch)
    const root = createRoot(document.body.appendChild(document.createElement('div')))
    root.render(<App config={app.services.config} store={store} Router={BrowserRouter} />)
    stop = () => {
      unfollow()
      root.unmount()
      document.body.replaceChildren()
    }
    await waitFor(heading)
    return app
  }

  return {
    ...backend,
    browser,
    tab,
    go,
    reload: () => go(location.pathname + location.search),
  }
}

export const main = () => within(screen.getByRole('main', { hidden: true }))
export const heading = () => screen.getByRole('heading', { level: 1, hidden: true })

export const field = (label: string | RegExp) => main().getByLabelText<HTMLInputElement>(label)
export const email = () => field('Email')
export const password = (name: 'Password' | 'New password' = 'Password') => field(name)
export const code = () => field(/^Code/)

/** A whole value at once, as password managers enter it and people paste it. */
export function fill(input: HTMLInputElement, value: string) {
  input.focus()
  fireEvent.input(input, { target: { value } })
}

// Whether something is hidden from assistive technology costs jsdom a second a screen; axe knows.
const named = (name: string | RegExp) => ({ name, hidden: true })
export const button = (name: string | RegExp) => main().getByRole('button', named(name))
export const press = async (name: string | RegExp) =>
  userEvent.click(await waitFor(() => button(name)))
export const follow = async (name: string | RegExp) =>
  userEvent.click(await waitFor(() => main().getByRole('link', named(name))))

/** A new screen, whose heading has the focus. */
export const expectScreen = (title: string | RegExp) =>
  waitFor(() => {
    expect(heading().textContent).toMatch(title)
    expect(document.activeElement).toBe(heading())
  })

export const expectPath = (path: string) => waitFor(() => expect(location.pathname).toBe(path))

export const expectAlert = (text: string | RegExp) =>
  waitFor(() => expect(main().getByRole('alert').textContent).toMatch(text))

export const expectText = (text: string | RegExp) =>
  waitFor(() => expect(document.querySelector('main')?.textContent).toMatch(text))

/** What stands at the field, for the ear as for the eye. */
export const described = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

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
