import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Dialog } from '#src/ui/dialog.tsx'
import { keepFocus } from '#src/ui/keep-focus.ts'

function Folder() {
  const [isThere, setIsThere] = useState(true)
  return isThere && <button onClick={() => setIsThere(false)}>inner</button>
}

test('what is pressed in a dialog and goes away leaves the focus to the title', async () => {
  render(
    <Dialog title="Where to?" onClose={() => {}}>
      <Folder />
    </Dialog>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'inner', hidden: true }))
  const title = screen.getByRole('heading', { name: 'Where to?', hidden: true })
  await waitFor(() => expect(document.activeElement).toBe(title))
})

test('the nearest heading has it; where that went too, the next one', async () => {
  const box = (...left: readonly string[]) => (
    <div ref={keepFocus}>
      <h1 tabIndex={-1}>Files</h1>
      {left.includes('uploads') && (
        <section>
          <h2 tabIndex={-1}>Uploads</h2>
          {left.map((name) => (
            <button key={name}>{name}</button>
          ))}
        </section>
      )}
    </div>
  )
  const { rerender } = render(box('uploads', 'pause', 'clear'))
  const uploads = screen.getByRole('heading', { name: 'Uploads' })
  screen.getByRole('button', { name: 'pause' }).focus()
  rerender(box('uploads', 'clear'))
  await waitFor(() => expect(document.activeElement).toBe(uploads))
  screen.getByRole('button', { name: 'clear' }).focus()
  rerender(box())
  const files = screen.getByRole('heading', { name: 'Files' })
  await waitFor(() => expect(document.activeElement).toBe(files))
})

test('whoever has gone elsewhere meanwhile, and the rows of a grid, are left alone', async () => {
  const box = (row: boolean, button: boolean) => (
    <>
      <section ref={keepFocus}>
        <h2 tabIndex={-1}>Uploads</h2>
        <div role="grid">{row && <button>row</button>}</div>
        {button && <button>pause</button>}
      </section>
      <input />
    </>
  )
  const { rerender } = render(box(true, true))
  screen.getByRole('button', { name: 'row' }).focus()
  await act(async () => rerender(box(false, true)))
  expect(document.activeElement).toBe(document.body)

  screen.getByRole('button', { name: 'pause' }).focus()
  screen.getByRole('textbox').focus()
  await act(async () => rerender(box(false, false)))
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
})
