import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Announcer } from '#src/ui/announcer.tsx'
import type { ToastContent } from '#src/ui/toast.tsx'
import { Toaster, useToast } from '#src/ui/toaster.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function Maker({ content }: { content: ToastContent }) {
  const toast = useToast()
  return <button onClick={() => toast(content)}>make</button>
}

function make(content: ToastContent, times = 1) {
  render(
    <Announcer>
      <Toaster>
        <main>
          <h1 tabIndex={-1}>Page</h1>
          <Maker content={content} />
        </main>
      </Toaster>
    </Announcer>,
  )
  for (let time = 0; time < times; time++) fireEvent.click(screen.getByText('make'))
}

const pass = (seconds: number) =>
  act(() => {
    vi.advanceTimersByTime(seconds * 1000)
  })
const toasts = () => screen.queryAllByRole('listitem')

test('is shown, said once, and leaves by itself', () => {
  make({ text: 'Saved.' })
  expect(toasts().map((toast) => toast.textContent)).toEqual(['Saved.'])
  expect(document.querySelectorAll('[aria-live], [role=status], [role=alert]')).toHaveLength(1)
  expect(document.querySelector('[data-announcer]')?.textContent?.trim()).toBe('Saved.')
  pass(8)
  expect(toasts()).toHaveLength(0)
})

test('stays while it is pointed at or has the focus', () => {
  make({ text: 'Saved.' })
  const toast = toasts()[0] as HTMLElement
  fireEvent.pointerEnter(toast)
  pass(60)
  expect(toasts()).toHaveLength(1)
  act(() => screen.getByRole('button', { name: 'Dismiss' }).focus())
  fireEvent.pointerLeave(toast)
  act(() => screen.getByRole('button', { name: 'Dismiss' }).focus())
  fireEvent.blur(screen.getByRole('button', { name: 'Dismiss' }))
  pass(8)
  expect(toasts()).toHaveLength(0)
})

test('an error, or one that offers something, waits to be dismissed', () => {
  make({ text: 'Broken off.', tone: 'error' })
  pass(600)
  expect(toasts()).toHaveLength(1)
})

test('its action acts and dismisses it', () => {
  const undone = vi.fn<() => void>()
  make({ text: 'Moved.', action: { label: 'Undo', onSelect: undone } })
  pass(600)
  act(() => screen.getByText('make').focus())
  act(() => screen.getByRole('button', { name: 'Undo' }).focus())
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(undone).toHaveBeenCalledOnce()
  expect(toasts()).toHaveLength(0)
  // Where what has changed by it is to be seen, rather than what happens to stand before the toasts.
  expect(document.activeElement).toBe(screen.getByRole('heading'))
})

test('dismissed by keyboard, it gives the focus back to where it came from', () => {
  make({ text: 'Saved.' })
  act(() => screen.getByText('make').focus())
  act(() => screen.getByRole('button', { name: 'Dismiss' }).focus())
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(document.activeElement).toBe(screen.getByText('make'))
})

test('only the last three are kept, in a landmark of their own', () => {
  make({ text: 'Again.', tone: 'error' }, 5)
  expect(toasts()).toHaveLength(3)
  expect(screen.getByRole('region', { name: 'Notifications' })).toBeTruthy()
})
