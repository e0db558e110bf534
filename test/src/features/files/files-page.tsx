import buffer from 'node:buffer'
import { configure, fireEvent, getConfig, screen, waitFor, within } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router-dom'
import { expect, onTestFinished, vi } from 'vitest'

import { App } from '#src/app/app.tsx'
import { pageAt } from '#src/app/routes.tsx'
import { createStore } from '#src/app/store.ts'
import type { Config } from '#src/config.ts'
import { followSession } from '#src/features/auth/auth-listeners.ts'
import { signIn, startFiles } from '#test/src/aws/file-store/files-support.ts'
import { openApp } from '#test/support/services.ts'

// Loaded late by the app; here before any test's time is measured.
await Promise.all([
  ...['/files', '/signed-out', '/sign-in'].map((path) => pageAt(path).preload()),
  import('#src/aws/file-store/uploads.ts'),
])

type Options = Parameters<typeof startFiles>[0] & { readonly limits?: Partial<Config['files']> }

/** jsdom's files cannot be read, and its requests carry no others; Node's do both. */
function bringFilesOfNode() {
  vi.stubGlobal('Blob', buffer.Blob)
  vi.stubGlobal('File', buffer.File)
  vi.stubGlobal('XMLHttpRequest', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
}

/** Somebody's files in the whole app, with a stand-in behind it. */
export async function startFilesPage({ limits, ...options }: Options = {}) {
  const before = getConfig()
  // Answers arrive when they do, as in a browser; `act` would have it all at once.
  configure({ eventWrapper: (event) => event(), asyncWrapper: (wait) => wait() })
  bringFilesOfNode()
  // jsdom has no layout, and says so where something is to be scrolled to.
  vi.spyOn(window, 'scrollBy').mockImplementation(() => {})
  const backend = await startFiles(options)
  const ada = await signIn(backend)
  const config = { ...backend.config, files: { ...backend.config.files, ...limits } }
  let close = () => {}
  onTestFinished(() => {
    close()
    configure(before)
    history.replaceState(null, '', '/')
  })

  return {
    backend,
    ada,
    async open(path = '/files') {
      history.replaceState(null, '', path)
      const { services } = openApp({ config }, ada.tab)
      const store = createStore(services)
      const unfollow = followSession(services, store.dispatch)
      const root = createRoot(document.body.appendChild(document.createElement('div')))
      root.render(<App config={config} store={store} Router={BrowserRouter} />)
      close = () => {
        unfollow()
        root.unmount()
        document.body.replaceChildren()
      }
      await waitFor(heading)
      return { store, user: mouse() }
    },
  }
}

export const heading = () => screen.getByRole('heading', { level: 1, hidden: true })
const openDialog = () => screen.queryByRole('dialog', { hidden: true })
export const dialog = () => within(screen.getByRole('dialog', { hidden: true }))

/** By label or text: what else could name it costs jsdom half the time of a test; axe knows. */
const named = (selector: string, name: string) =>
  [...(openDialog() ?? document).querySelectorAll<HTMLElement>(selector)].filter(
    (element) => (element.ariaLabel ?? element.textContent) === name,
  )
export const button = (name: string) => {
  const [found, ...others] = named('button, summary', name)
  if (!found) throw new Error(`no button is named ${name}`)
  if (others.length > 0) throw new Error(`several buttons are named ${name}`)
  return found
}
// That something lets itself be clicked is the browser's to say; jsdom lays nothing out.
const mouse = () => userEvent.setup({ pointerEventsCheck: 0 })
export const press = async (name: string) => mouse().click(await waitFor(() => button(name)))

/** Both its buttons are named so; either will do. */
export const closeDialog = async () => {
  const [close] = named('button', 'Close')
  if (close) await mouse().click(close)
}

export const rows = () =>
  [...document.querySelectorAll<HTMLElement>('[role=row][aria-selected]')].map(nameOf)
const nameOf = (element: Element) => element.querySelector('button')?.textContent ?? ''

export const row = (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('[role=row][aria-selected]')].find(
    (element) => nameOf(element) === name,
  )
  if (!found) throw new Error(`no row is named ${name}`)
  return found
}

export const expectRows = (...names: readonly string[]) =>
  waitFor(() => expect(rows()).toEqual(names))

export const selected = () =>
  [...document.querySelectorAll('[role=row][aria-selected=true]')].map(nameOf)

export const pressItem = async (name: string) =>
  mouse().click(
    await waitFor(() => {
      const [item] = named('[role=menuitem]', name)
      if (!item) throw new Error(`nothing in the menu is named ${name}`)
      return item
    }),
  )

/** From the menu of a file or folder. */
export async function choose(name: string, action: string) {
  await press(`Actions for ${name}`)
  await pressItem(action)
}

export const says = (text: string | RegExp) =>
  waitFor(() => expect(document.body.textContent).toMatch(text))

export const alertSays = (text: string | RegExp) =>
  waitFor(() => {
    const alerts = screen.getAllByRole('alert', { hidden: true })
    expect(alerts.map(({ textContent }) => textContent).join(' ')).toMatch(text)
  })

export function pick(...files: readonly File[]) {
  const input = document.querySelector<HTMLInputElement>('[data-picker]')
  if (!input) throw new Error('nothing to choose files with')
  fireEvent.change(input, { target: { files } })
}

export const file = (name: string, content: BlobPart = name, type = 'text/plain') =>
  new File([content], name, { type })
