import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AttributeField } from '#src/ui/attribute-field.tsx'

test.each([
  ['email', 'Email', 'email', 'email', 'email'],
  ['name', 'Full name', 'text', 'name', ''],
  ['given_name', 'First name', 'text', 'given-name', ''],
  ['family_name', 'Last name', 'text', 'family-name', ''],
  ['middle_name', 'Middle name', 'text', 'additional-name', ''],
  ['nickname', 'Nickname', 'text', 'nickname', ''],
  ['preferred_username', 'Display name', 'text', 'nickname', ''],
  ['phone_number', 'Phone number', 'tel', 'tel', 'tel'],
  ['birthdate', 'Date of birth', 'date', 'bday', ''],
  ['gender', 'Gender', 'text', 'sex', ''],
  ['locale', 'Language and region', 'text', 'language', ''],
  ['zoneinfo', 'Time zone', 'text', 'off', ''],
  ['address', 'Address', 'text', 'street-address', ''],
  ['picture', 'Address of a picture', 'url', 'photo', 'url'],
  ['profile', 'Address of a profile page', 'url', 'url', 'url'],
  ['website', 'Website', 'url', 'url', 'url'],
  ['custom:agentName', 'Agent name', 'text', 'off', ''],
  ['custom:toString', 'To string', 'text', 'off', ''],
  ['toString', 'To string', 'text', 'off', ''],
])('%s is asked for as browsers and phones know it', (name, label, type, autocomplete, mode) => {
  render(<AttributeField attribute={{ name, required: true }} />)
  const field = screen.getByLabelText<HTMLInputElement>(label)
  const has = (attribute: string) => field.getAttribute(attribute) ?? ''
  expect([field.name, field.type, field.autocomplete, has('inputmode'), field.required]).toEqual([
    name,
    type,
    autocomplete,
    mode,
    true,
  ])
})
