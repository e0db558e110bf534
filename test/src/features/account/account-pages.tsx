import { act, fireEvent, render, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { expect, onTestFinished } from 'vitest'
import { accountMenu } from '#src/app/header-navigation.tsx'
import { pageAt } from '#src/app/routes.tsx'
import type { Config } from '#src/config.ts'
import { createAccountVisitor } from '#test/src/aws/account-visitor.ts'
import type { TestTab } from '#test/support/browser.ts'
import { mouse, named, theOne } from '#test/support/find.ts'
import { putTogether } from '#test/support/whole-app.tsx'

export { described } from '#test/support/find.ts'

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
    // A page that suspends within an act is a complaint of React's.
    await Promise.all([accountMenu, ...[path, ...onward].map(pageAt)].map((it) => it.preload()))
    const Router = ({ children }: { readonly children: ReactNode }) => (
      <MemoryRouter initialEntries={[path]}>{children}</MemoryRouter>
    )
    const { app, services, store, unfollow } = putTogether(config, tab, Router)
    const { container, unmount } = await act(async () => render(app))
    const close = () => {
      unmount()
      unfollow()
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
  const view = within(container)
  const first = (selector: string) => container.querySelector<HTMLElement>(selector)
  const mainPart = () => first('main') ?? container
  const dialog = () => first('dialog[open]')
  const place = () => dialog() ?? mainPart()
  const main = () => within(mainPart())
  const button = (name: string | RegExp) => theOne(place(), 'button', name)
  const link = (name: string | RegExp) => theOne(place(), 'a[href]', name)
  return {
    ...view,
    container,
    main,
    dialog,
    user: mouse(),
    titled: (name: string | RegExp) => waitFor(() => theOne(place(), 'h1, h2, h3', name)),
    headed: (name: string | RegExp) => waitFor(() => theOne(container, 'h1', name)),
    field: (label: string) => within(place()).getByLabelText<HTMLInputElement>(label),
    button,
    buttons: (name: string | RegExp) => named(place(), 'button', name),
    links: (name: string | RegExp) => named(container, 'a[href]', name),
    link,
    press: (name: string | RegExp) => mouse().click(button(name)),
    follow: (name: string | RegExp) => mouse().click(link(name)),
    /** The sentence, wherever it stands, once it does. */
    says: (text: string | RegExp) => main().findAllByText(text),
    queryAlert: () => first('[role=alert]'),
    alert: () =>
      waitFor(() => {
        const found = first('[role=alert]')
        if (!found) throw new Error('nothing is wrong')
        return found.textContent
      }),
    /** Whole values at once, as pasting and password managers enter them. */
    fill(label: string, value: string) {
      const field = within(place()).getByLabelText<HTMLInputElement>(label)
      act(() => field.focus())
      fireEvent.input(field, { target: { value } })
    },
    /** As Enter does. */
    send(label: string) {
      const { form } = within(place()).getByLabelText<HTMLInputElement>(label)
      if (form) fireEvent.submit(form)
    },
  }
}

export const expectFocus = (element: Element) => expect(document.activeElement).toBe(element)
