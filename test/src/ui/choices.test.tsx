import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { CheckboxField } from '#src/ui/checkbox-field.tsx'
import { RadioCards } from '#src/ui/radio-cards.tsx'
import { SelectField } from '#src/ui/select-field.tsx'
import { Switch } from '#src/ui/switch.tsx'

test('a checkbox is described by its error and hint, and pressed by its label', async () => {
  render(<CheckboxField label="Agree" hint="To the terms." error="Agree first." />)
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Agree' })
  const ids = box.getAttribute('aria-describedby')?.split(' ') ?? []
  expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual([
    'Agree first.',
    'To the terms.',
  ])
  expect(box.getAttribute('aria-invalid')).toBe('true')
  await userEvent.click(screen.getByText('Agree'))
  expect(box.checked).toBe(true)
})

test('a switch is one to assistive technology, and flips with Space', async () => {
  render(<Switch label="Mails" />)
  const box = screen.getByRole<HTMLInputElement>('switch', { name: 'Mails' })
  await userEvent.tab()
  await userEvent.keyboard(' ')
  expect(box.checked).toBe(true)
})

const options = [
  { value: 'app', label: 'App', description: 'A code on your phone.' },
  { value: 'mail', label: 'Mail' },
] as const

test('cards are radios, named by their label and described by their sentence', async () => {
  const change = vi.fn<(value: string) => void>()
  render(
    <RadioCards
      legend="Way"
      name="way"
      defaultValue="mail"
      onValueChange={change}
      {...{ options }}
    />,
  )
  expect(screen.getByRole('group', { name: 'Way' })).toBeTruthy()
  const app = screen.getByRole<HTMLInputElement>('radio', { name: 'App' })
  expect(document.getElementById(app.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'A code on your phone.',
  )
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Mail' }).checked).toBe(true)
  await userEvent.click(screen.getByText('A code on your phone.'))
  expect(app.checked).toBe(true)
  expect(change.mock.calls).toEqual([['app']])
})

test('cards whose choice the page holds change only with it', async () => {
  const change = vi.fn<(value: string) => void>()
  render(
    <RadioCards legend="Way" name="way" value="mail" onValueChange={change} {...{ options }} />,
  )
  await userEvent.click(screen.getByRole('radio', { name: 'App' }))
  expect(change).toHaveBeenCalledWith('app')
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Mail' }).checked).toBe(true)
})

test('a select begins with a line that is no choice', async () => {
  render(
    <SelectField label="Language" placeholder="Choose…" error="Choose one." {...{ options }} />,
  )
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Language' })
  expect(select.value).toBe('')
  expect(select.getAttribute('aria-invalid')).toBe('true')
  await userEvent.selectOptions(select, 'Mail')
  expect(select.value).toBe('mail')
})
