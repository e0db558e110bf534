import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { CodeField, type CodeFieldProps } from '#src/ui/code-field.tsx'

const field = () => screen.getByLabelText<HTMLInputElement>('Code')

function setUp(props: Partial<CodeFieldProps> = {}) {
  const onComplete = vi.fn<(code: string) => void>()
  const onValueChange = vi.fn<(code: string) => void>()
  render(<CodeField label="Code" {...{ onComplete, onValueChange }} {...props} />)
  return { onComplete, onValueChange }
}

test('is one field, with a numeric keyboard and the code of the message offered', () => {
  setUp({ name: 'code', error: 'Not right.' })
  expect(screen.getAllByRole('textbox')).toEqual([field()])
  expect(field().inputMode).toBe('numeric')
  expect(field().autocomplete).toBe('one-time-code')
  expect(field().name).toBe('code')
  expect(document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Not right.',
  )
})

test('takes digits only, and no more than there are boxes', async () => {
  const { onComplete, onValueChange } = setUp()
  await userEvent.type(field(), '12x34')
  expect(field().value).toBe('1234')
  expect(onComplete).not.toHaveBeenCalled()
  await userEvent.type(field(), '567')
  expect(field().value).toBe('123456')
  expect(onValueChange).toHaveBeenLastCalledWith('123456')
  expect(onComplete.mock.calls).toEqual([['123456']])
})

test.each(['123 456', 'Your code is 123456.', '１２３４５６'])('takes %j pasted', async (text) => {
  const { onComplete } = setUp()
  await userEvent.click(field())
  await userEvent.paste(text)
  expect(field().value).toBe('123456')
  expect(onComplete.mock.calls).toEqual([['123456']])
})

test('takes a code pasted in two halves', async () => {
  const { onComplete } = setUp()
  await userEvent.click(field())
  await userEvent.paste('123')
  await userEvent.paste('456')
  expect(onComplete.mock.calls).toEqual([['123456']])
})

test('what is pasted the form hears of, as of what is typed, before the code is complete', async () => {
  const heard: string[] = []
  render(
    <form onInput={({ target }) => heard.push((target as HTMLInputElement).value)}>
      <CodeField label="Code" onComplete={() => heard.push('complete')} />
    </form>,
  )
  await userEvent.click(field())
  await userEvent.paste('123 456')
  expect(heard).toEqual(['123456', 'complete'])
})

test('takes what the browser fills in at once', () => {
  const { onComplete } = setUp()
  fireEvent.input(field(), { target: { value: '123 456' } })
  expect(field().value).toBe('123456')
  expect(onComplete.mock.calls).toEqual([['123456']])
})

test('a code put right is complete again, and the whole is replaced by typing', async () => {
  const { onComplete } = setUp()
  await userEvent.type(field(), '123456')
  await userEvent.type(field(), '{Backspace}7')
  expect(onComplete.mock.calls).toEqual([['123456'], ['123457']])
  field().blur()
  field().focus()
  await userEvent.keyboard('654321')
  expect(onComplete).toHaveBeenLastCalledWith('654321')
})

test('the same code completed once more is complete once more', async () => {
  const { onComplete } = setUp()
  await userEvent.type(field(), '123456{Backspace}6')
  expect(onComplete.mock.calls).toEqual([['123456'], ['123456']])
})

test('a code that was there from the start is shown and not sent by itself', () => {
  const { onComplete } = setUp({ defaultValue: '123456' })
  expect(field().value).toBe('123456')
  expect(onComplete).not.toHaveBeenCalled()
})

test('eight digits where eight are sent', async () => {
  const { onComplete } = setUp({ length: 8 })
  await userEvent.type(field(), '123456')
  expect(onComplete).not.toHaveBeenCalled()
  await userEvent.type(field(), '78')
  expect(onComplete.mock.calls).toEqual([['12345678']])
})

test('does not break off an input method', () => {
  const { onComplete } = setUp()
  fireEvent.input(field(), { target: { value: '１２３４５６' }, isComposing: true })
  expect(onComplete).not.toHaveBeenCalled()
  fireEvent.compositionEnd(field())
  expect(field().value).toBe('123456')
  expect(onComplete.mock.calls).toEqual([['123456']])
})
