import { fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Announcer } from '#src/ui/announcer.tsx'
import { Avatar, initialsOf } from '#src/ui/avatar.tsx'
import { Card } from '#src/ui/card.tsx'
import { CopyButton } from '#src/ui/copy-button.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeading } from '#src/ui/page-heading.tsx'
import { Progress } from '#src/ui/progress.tsx'
import { QrCode } from '#src/ui/qr-code.tsx'
import { Table } from '#src/ui/table.tsx'

test.each([
  ['Ada King', 'AK'],
  ['ada@example.org', 'A'],
  ['grace.hopper@example.org', 'GH'],
  ['Ada Mary Ann King', 'AK'],
  ['李小龙', '李'],
  ['🦉 owl', '🦉O'],
  ['  ', '?'],
])('the initials of %j are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('an avatar is decoration unless it is labelled, and falls back when the picture is missing', () => {
  const { container, rerender } = render(<Avatar name="Ada King" src="/a.png" />)
  expect(screen.queryByRole('img')).toBeNull()
  fireEvent.error(container.querySelector('img') as Element)
  expect(container.querySelector('img')).toBeNull()
  expect(container.querySelector('[data-initials=AK]')).not.toBeNull()
  rerender(<Avatar name="Ada King" src="/b.png" label="Ada King" />)
  expect(screen.getByRole('img', { name: 'Ada King' })).toBeTruthy()
  expect(container.querySelector('img')?.getAttribute('src')).toBe('/b.png')
})

test('a card with a title is a section of that name', () => {
  render(<Card title="Devices">…</Card>)
  expect(
    within(screen.getByRole('region', { name: 'Devices' })).getByRole('heading', { level: 2 }),
  ).toBeTruthy()
})

test('the headings of pages can be focused by script', () => {
  render(
    <>
      <PageHeading>Account</PageHeading>
      <EmptyState level={1} title="Not found" />
    </>,
  )
  for (const heading of screen.getAllByRole('heading', { level: 1 })) {
    heading.focus()
    expect(document.activeElement).toBe(heading)
  }
})

test('progress has a name, and a value only when it is known', () => {
  render(
    <>
      <Progress label="Uploading" value={0.25} />
      <Progress label="Preparing" />
    </>,
  )
  const known = screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Uploading' })
  expect(known.position).toBe(0.25)
  expect(screen.getByRole<HTMLProgressElement>('progressbar', { name: 'Preparing' }).position).toBe(
    -1,
  )
})

test('a table is named, and its rows are by their first cell', () => {
  render(
    <Table
      caption="Devices"
      rows={[{ name: 'Laptop', used: 'today' }]}
      rowKey={(row) => row.name}
      columns={[
        { id: 'name', header: 'Device', render: (row) => row.name },
        { id: 'used', header: 'Last used', render: (row) => row.used },
      ]}
    />,
  )
  const table = within(screen.getByRole('table', { name: 'Devices' }))
  expect(table.getAllByRole('columnheader').map((each) => each.textContent)).toEqual([
    'Device',
    'Last used',
  ])
  expect(table.getByRole('rowheader').textContent).toBe('Laptop')
  expect(table.getByRole('cell').dataset['label']).toBe('Last used')
})

test('a QR code is a picture with a name, and differs with what it says', () => {
  const { container, rerender } = render(<QrCode text="otpauth://totp/a" label="For your app" />)
  expect(screen.getByRole('img', { name: 'For your app' })).toBeTruthy()
  const first = container.querySelector('path')?.getAttribute('d')
  expect(first).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/)
  rerender(<QrCode text="otpauth://totp/b" label="For your app" />)
  expect(container.querySelector('path')?.getAttribute('d')).not.toBe(first)
})

const live = () => document.querySelector('[data-announcer]')?.textContent?.trim()

test('copying copies, shows it and says it', async () => {
  const user = userEvent.setup()
  render(
    <Announcer>
      <CopyButton value="JBSWY3DP" label="Copy the secret" />
    </Announcer>,
  )
  await user.click(screen.getByRole('button', { name: 'Copy the secret' }))
  expect(await navigator.clipboard.readText()).toBe('JBSWY3DP')
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
  expect(live()).toBe('Copied')
})

test('a browser that forbids copying is not passed over in silence', async () => {
  const user = userEvent.setup()
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('forbidden'))
  render(
    <Announcer>
      <CopyButton value="JBSWY3DP" />
    </Announcer>,
  )
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(live()).toMatch(/^Could not copy/)
})
