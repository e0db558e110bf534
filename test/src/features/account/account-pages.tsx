import { act, fireEvent, render, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { expect, onTestFinished } from 'vitest'
import { App } from '#src/app/app.tsx'
import { pageAt } from '#src/app/routes.tsx'
import { createStore } from '#src/app/store.ts'
import type { Config } from '#src/config.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { TestTab } from '#test/support/browser.ts'
import { openApp } from '#test/support/services.ts'

type Visitor = Awaited<ReturnType<typeof createAccountVisitor>>
type Changes = Parameters<typeof createAccountVisitor>[0] & { readonly config?: Partial<Config> }
type Given = Parameters<Visitor['signIn']>

/** Somebody's account in the whole app, in as many tabs as wanted, with a stand-in behind it. */
export async function startAccount({ config: changed = {}, ...changes }: Changes = {}) {
  const visitor = await createAccountVisitor(changes)
  const { backend, browser, totp } = visitor
  const config = { ...backend.config, ...changed }
  const stops: (() => void)[] = []
  onTestFinished(async () => {
    for (const stop of stops) stop()
    await visitor.close()
  })

  async function open(path: string, tab: TestTab, onward: readonly string[]) {
    const { services } = openApp({ config }, tab)
    const store = createStore(services)
    const stop = followSession(services, store.dispatch)
    // A page that suspends within an act is a complaint of React's.
    await Promise.all([path, ...onward].map((it) => pageAt(it).preload()))
    const Router = ({ children }: { readonly children: ReactNode }) => (
      <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
    )
    const { container, unmount } = await act(async () =>
      render(<App config={config} store={store} Router={Router} />),
    )
    const close = () => {
      unmount()
      stop()
    }
    stops.push(close)
    return { ...screenIn(container), store, services, close }
  }

  return {
    backend,
    browser,
    totp,
    async signIn(...given: Given) {
      const { tab, seed } = await visitor.signIn(...given)
      return {
        seed,
        tab /** `onward`: where it will lead on to. */,
        open: (
          path: string,
          { on = tab, onward = [] }: { on?: TestTab; onward?: readonly string[] } = {},
        ) => open(path, on, onward),
      }
    },
  }
}

function screenIn(container: HTMLElement) {
  // jsdom is slow to tell what is hidden, and here nothing is.
  const hidden = true
  const view = within(container)
  const main = () => within(view.getByRole('main', { hidden }))
  const dialog = () => within(view.getByRole('dialog', { hidden }))
  const place = () => (view.queryByRole('dialog', { hidden }) ? dialog() : main())
  return {
    ...view,
    container,
    main,
    dialog,
    user: userEvent.setup(),
    heading: () => view.getByRole('heading', { level: 1, hidden }).textContent,
    headed: (name: string | RegExp) => view.findByRole('heading', { level: 1, name, hidden }),
    field: (label: string) => place().getByLabelText<HTMLInputElement>(label),
    button: (name: string | RegExp) => place().getByRole('button', { name, hidden }),
    queryButton: (name: string | RegExp) => place().queryByRole('button', { name, hidden }),
    press: (name: string | RegExp) =>
      userEvent.click(place().getByRole('button', { name, hidden })),
    /** The sentence, wherever it stands, once it does. */
    says: (text: string | RegExp) => main().findAllByText(text),
    alert: async () => (await view.findByRole('alert', { hidden })).textContent,
    /** Whole values at once, as pasting and password managers enter them. */
    fill(label: string, value: string) {
      const field = place().getByLabelText<HTMLInputElement>(label)
      act(() => field.focus())
      fireEvent.input(field, { target: { value } })
    },
    /** As Enter does. */
    send(label: string) {
      const { form } = place().getByLabelText<HTMLInputElement>(label)
      if (form) fireEvent.submit(form)
    },
  }
}

/** What stands at the field, for the ear as for the eye. */
export const described = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')

export const expectFocus = (element: Element) => expect(document.activeElement).toBe(element)
