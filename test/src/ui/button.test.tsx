import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { MemoryRouter } from 'react-router-dom'
import { expect, test, vi } from 'vitest'
import { Announcer } from '#src/ui/announcer.tsx'
import { Button, ButtonLink } from '#src/ui/button.tsx'

const live = () => document.querySelector('[data-announcer]')?.textContent?.trim()

test('a button in a form does not send it unless told to', async () => {
  const sent = vi.fn<(event: Event) => void>((event) => event.preventDefault())
  render(
    <form onSubmit={(event) => sent(event.nativeEvent)}>
      <Button>Plain</Button>
      <Button type="submit">Send</Button>
    </form>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Plain' }))
  expect(sent).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(sent).toHaveBeenCalledOnce()
})

test('a pending button keeps focus and name, and ignores clicks and keys', async () => {
  const pressed = vi.fn<() => void>()
  const { rerender } = render(<Button onClick={pressed}>Save</Button>)
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  rerender(
    <Button onClick={pressed} pending>
      Save
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Save' })
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  await userEvent.click(button)
  await userEvent.keyboard('{Enter} ')
  expect(pressed).toHaveBeenCalledOnce()
})

test('Enter in a field does not send a form whose button is pending', async () => {
  const sent = vi.fn<(event: Event) => void>((event) => event.preventDefault())
  render(
    <form onSubmit={(event) => sent(event.nativeEvent)}>
      <input aria-label="Name" />
      <Button type="submit" pending>
        Save
      </Button>
    </form>,
  )
  await userEvent.type(screen.getByLabelText('Name'), 'Ada{Enter}')
  expect(sent).not.toHaveBeenCalled()
})

const at = (pending: boolean) => (
  <Announcer>
    <Button pending={pending} pendingLabel="Saving…">
      Save
    </Button>
  </Announcer>
)

test('waiting is said once, in the words given', () => {
  const { rerender } = render(at(false))
  expect(live()).toBe('')
  rerender(at(true))
  rerender(at(true))
  expect(live()).toBe('Saving…')
})

test('a link that looks like a button is a link', () => {
  render(
    <MemoryRouter>
      <ButtonLink to="/files">Files</ButtonLink>
    </MemoryRouter>,
  )
  expect(screen.getByRole('link', { name: 'Files' }).getAttribute('href')).toBe('/files')
})
