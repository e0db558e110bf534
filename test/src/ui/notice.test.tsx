import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Announcer } from '#src/ui/announcer.tsx'
import { Notice } from '#src/ui/notice.tsx'

const live = () => document.querySelector('[data-announcer]')?.textContent?.trim()

test('an error is an alert, and not said twice', () => {
  render(
    <Announcer>
      <Notice tone="error">That did not work.</Notice>
    </Announcer>,
  )
  expect(screen.getByRole('alert').textContent).toContain('That did not work.')
  expect(live()).toBe('')
})

test('an error that was there from the start need not be an alert', () => {
  render(
    <Notice tone="error" live={false}>
      Expired.
    </Notice>,
  )
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what answers something the person did waits for a pause', () => {
  render(
    <Announcer>
      <Notice tone="success" live title="Saved">
        Your name is changed.
      </Notice>
    </Announcer>,
  )
  expect(screen.queryByRole('alert')).toBeNull()
  expect(live()).toBe('SavedYour name is changed.')
})

test('what merely stands there is not said', () => {
  render(
    <Announcer>
      <Notice>For your information.</Notice>
    </Announcer>,
  )
  expect(live()).toBe('')
})

test('says its tone to those who do not see the colour', () => {
  render(<Notice tone="warning">Careful.</Notice>)
  expect(screen.getByRole('img', { name: 'Warning' })).toBeTruthy()
})

test('can be dismissed', async () => {
  const dismissed = vi.fn<() => void>()
  render(<Notice onDismiss={dismissed}>Read me.</Notice>)
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(dismissed).toHaveBeenCalledOnce()
})
