import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Announcer } from '#src/ui/announcer.tsx'
import { Form } from '#src/ui/form.tsx'
import { RadioCards } from '#src/ui/radio-cards.tsx'
import { TextField } from '#src/ui/text-field.tsx'

function Failing() {
  const [failure, setFailure] = useState<object>()
  return (
    <Announcer>
      <Form aria-label="form" failure={failure} onSubmit={() => setFailure({})}>
        <TextField label="First" />
        <TextField label="Second" hint="Digits." error={failure && 'Enter a number.'} />
        <TextField label="Third" error={failure && 'Enter a date.'} />
        <button>Send</button>
      </Form>
    </Announcer>
  )
}

const live = () => document.querySelector('[data-announcer]')?.textContent?.trim()

test('the first wrong field gets the focus, at each attempt', async () => {
  render(<Failing />)
  await userEvent.click(screen.getByText('Send'))
  expect(document.activeElement).toBe(screen.getByLabelText('Second'))
  await userEvent.click(screen.getByText('Send'))
  expect(document.activeElement).toBe(screen.getByLabelText('Second'))
  expect(live()).toBe('')
})

test('an error in the field that has the focus already is said', async () => {
  render(<Failing />)
  await userEvent.type(screen.getByLabelText('Second'), 'x{Enter}')
  expect(document.activeElement).toBe(screen.getByLabelText('Second'))
  expect(live()).toBe('Enter a number.')
})

test('a group of choices can be the first that is wrong', () => {
  render(
    <Form failure={{}}>
      <RadioCards legend="Way" name="way" error="Choose." options={[{ value: 'a', label: 'A' }]} />
      <TextField label="Other" error="Wrong too." />
    </Form>,
  )
  expect(document.activeElement).toBe(screen.getByRole('radio'))
})

test('without the script nothing typed would get into the address', () => {
  render(<Failing />)
  const form = screen.getByRole<HTMLFormElement>('form')
  expect(form.method).toBe('post')
  expect(form.noValidate).toBe(true)
})

function Growing() {
  const [sent, setSent] = useState(0)
  return (
    <Form onSubmit={() => setSent(sent + 1)}>
      <TextField label="Name" error={sent > 0 ? 'Enter a name.' : undefined} />
      <label>
        <input type="checkbox" /> Keep
      </label>
      <button>Send</button>
      <output>{sent}</output>
    </Form>
  )
}

test('the second half of a double click meets nothing that has moved to where the button was', () => {
  render(<Growing />)
  const [send, keep] = [screen.getByText('Send'), screen.getByLabelText<HTMLInputElement>('Keep')]
  const press = (element: Element, detail: number) => {
    const keepsFocus = !fireEvent.mouseDown(element, { detail })
    fireEvent.click(element, { detail })
    return keepsFocus
  }
  press(send, 1)
  expect(press(keep, 2)).toBe(true)
  expect(keep.checked).toBe(false)
  // On the same thing it is what it always was, and so is a click of its own.
  press(send, 1)
  expect(press(send, 2)).toBe(false)
  expect(screen.getByRole('status').textContent).toBe('3')
  const label = screen.getByText('Keep')
  press(label, 1)
  press(label, 2)
  press(label, 3)
  expect(keep.checked).toBe(true)
})
