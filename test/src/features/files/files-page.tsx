import buffer from 'node:buffer'
import { fireEvent, screen, waitFor, within } from '@testing-library/dom'
import { expect, onTestFinished, vi } from 'vitest'

import { pageAt } from '#src/app/routes.tsx'
import type { Config } from '#src/config.ts'
import { signIn, startFiles } from '#test/src/aws/file-store/files-support.ts'
import { mouse, named, theOne } from '#test/support/find.ts'
import { createPage } from '#test/support/whole-app.tsx'

export { heading } from '#test/support/find.ts'

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
  bringFilesOfNode()
  // jsdom has no layout, and says so where something is to be scrolled to.
  vi.spyOn(window, 'scrollBy').mockImplementation(() => {})
  const backend = await startFiles(options)
  const ada = await signIn(backend)
  const config = { ...backend.config, files: { ...backend.config.files, ...limits } }
  const load = createPage()

  return {
    backend,
    ada,
    open: async (path = '/files') => ({ ...(await load(path, config, ada.tab)), user: mouse() }),
  }
}

const place = () => document.querySelector('dialog[open]') ?? document
export const dialog = () => within(screen.getByRole('dialog', { hidden: true }))

export const button = (name: string) => theOne(place(), 'button, summary', name)
export const press = async (name: string) => mouse().click(await waitFor(() => button(name)))

/** Both its buttons are named so; either will do. */
export const closeDialog = async () => {
  const [close] = named(place(), 'button', 'Close')
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
  mouse().click(await waitFor(() => theOne(document, '[role=menuitem]', name)))

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

/** True where the browser would ask before it leaves the page. */
export const isAsked = () => {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

export const file = (name: string, content: BlobPart = name, type = 'text/plain') =>
  new File([content], name, { type })
