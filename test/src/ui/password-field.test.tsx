import { fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Announcer } from '#src/ui/announcer.tsx'
import { NewPasswordField } from '#src/ui/new-password-field.tsx'
import { PasswordField } from '#src/ui/password-field.tsx'

const policy = {
  minimumLength: 8,
  requireLowercase: true,
  requireUppercase: false,
  requireNumbers: true,
  requireSymbols: false,
}

const field = () => screen.getByLabelText<HTMLInputElement>('Password')
const live = () => document.querySelector('[data-announcer]')?.textContent ?? ''
const rule = (name: RegExp) =>
  within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .find((each) => name.test(each.textContent ?? ''))?.textContent

test('shows and hides without losing what was typed', async () => {
  render(<PasswordField label="Password" autoComplete="current-password" />)
  await userEvent.type(field(), 'secret')
  expect(field().type).toBe('password')
  await userEvent.click(screen.getByRole('button', { name: 'Show password' }))
  expect(field().type).toBe('text')
  expect(field().value).toBe('secret')
  await userEvent.click(screen.getByRole('button', { name: 'Hide password' }))
  expect(field().type).toBe('password')
  expect(field().value).toBe('secret')
})

const form = (error?: string) => (
  <form aria-label="form" onSubmit={(event) => event.preventDefault()}>
    <PasswordField label="Password" autoComplete="current-password" error={error} />
  </form>
)

test('a shown password is hidden when its form is sent, and an error keeps it', async () => {
  const { rerender } = render(form())
  await userEvent.type(field(), 'secret')
  await userEvent.click(screen.getByRole('button', { name: 'Show password' }))
  let type = ''
  screen.getByRole('form').addEventListener('submit', () => (type = field().type))
  fireEvent.submit(screen.getByRole('form'))
  expect(type).toBe('password')
  rerender(form('Not right.'))
  expect(field().value).toBe('secret')
})

test('is told to password managers', () => {
  render(<NewPasswordField label="Password" policy={policy} />)
  expect(field().autocomplete).toBe('new-password')
  expect(field().getAttribute('passwordrules')).toBe(
    'minlength: 8; required: lower; required: digit',
  )
  expect(field().getAttribute('spellcheck')).toBe('false')
})

test('says that Caps Lock is on for as long as it is', async () => {
  render(
    <Announcer>
      <PasswordField label="Password" autoComplete="current-password" />
    </Announcer>,
  )
  const user = userEvent.setup()
  await user.click(field())
  await user.keyboard('{CapsLock}a')
  expect(screen.getAllByText('Caps Lock is on')).toHaveLength(2)
  expect(live()).toContain('Caps Lock is on')
  await user.keyboard('{CapsLock}b')
  expect(screen.getAllByText('Caps Lock is on')).toHaveLength(1)
})

test('ticks off exactly the rules of the pool', async () => {
  render(<NewPasswordField label="Password" policy={policy} />)
  const rules = screen.getAllByRole('listitem').map((each) => each.textContent)
  expect(rules).toEqual([
    'at least 8 characters(not yet met)',
    'a lower-case letter(not yet met)',
    'a number(not yet met)',
  ])
  await userEvent.type(field(), 'abc')
  expect(rule(/lower-case/)).toContain('(met)')
  expect(rule(/number/)).toContain('(not yet met)')
  await userEvent.type(field(), 'defg1')
  expect(screen.queryByText('(not yet met)')).toBeNull()
  await userEvent.type(field(), '{Backspace}')
  expect(rule(/number/)).toContain('(not yet met)')
  expect(rule(/at least/)).toContain('(not yet met)')
})

test('the rules describe the field, and a change in how many are left is said', async () => {
  render(
    <Announcer>
      <NewPasswordField label="Password" policy={policy} />
    </Announcer>,
  )
  const ids = field().getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(ids)?.textContent).toContain('at least 8 characters')
  expect(live()).toBe('')
  await userEvent.type(field(), 'a')
  expect(live()).toContain('2 requirements left')
  await userEvent.type(field(), 'bcdefg1')
  expect(live()).toContain('All requirements met')
})

test('a common password is a rule not met and very weak, however long', async () => {
  render(
    <NewPasswordField
      label="Password"
      policy={policy}
      isCommon={(password) => password === 'correcthorse1battery'}
    />,
  )
  expect(rule(/many people use/)).toContain('(not yet met)')
  await userEvent.type(field(), 'correcthorse1battery')
  expect(rule(/many people use/)).toContain('(not yet met)')
  expect(screen.getByText('Very weak')).toBeTruthy()
  await userEvent.type(field(), 'x')
  expect(rule(/many people use/)).toContain('(met)')
})

const controlled = (value: string) => (
  <NewPasswordField label="Password" policy={policy} value={value} onChange={() => undefined} />
)

test('a value that the page sets is judged as if it had been typed', () => {
  const { rerender } = render(controlled('abcdefg1'))
  expect(screen.queryByText('(not yet met)')).toBeNull()
  rerender(controlled(''))
  expect(screen.getAllByText('(not yet met)')).toHaveLength(3)
})
