import { render, screen } from '@testing-library/react'
import { createRef } from 'react'
import { expect, test } from 'vitest'
import { TextField } from '#src/ui/text-field.tsx'

const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent)

test('error comes before the hint in what describes the field', () => {
  render(<TextField label="Email" hint="We send a code." error="Not an address." />)
  const field = screen.getByLabelText('Email')
  expect(described(field)).toEqual(['Not an address.', 'We send a code.'])
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

test('a field that is right says so, and is described by nothing', () => {
  render(<TextField label="Email" />)
  const field = screen.getByLabelText<HTMLInputElement>('Email')
  expect(field.getAttribute('aria-invalid')).toBe('false')
  expect(field.hasAttribute('aria-describedby')).toBe(false)
  expect(field.required).toBe(true)
})

test('an optional field is marked in its name and not required', () => {
  render(<TextField label="Nickname" optional />)
  expect(screen.getByLabelText<HTMLInputElement>(/Nickname.*optional/).required).toBe(false)
})

test('passes on what an input takes, and its ref', () => {
  const ref = createRef<HTMLInputElement>()
  render(<TextField label="Email" ref={ref} name="email" autoComplete="username" type="email" />)
  expect(ref.current).toBe(screen.getByLabelText('Email'))
  expect(ref.current?.name).toBe('email')
  expect(ref.current?.autocomplete).toBe('username')
})
