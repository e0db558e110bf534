import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { attributeLabel, attributeProblem, attributeValue } from '#src/ui/attribute.ts'
import { words } from '#src/words/en/attributes.ts'

test('labels come from the catalogue, or from the name taken apart', () => {
  expect(attributeLabel('custom:agentName', words)).toBe('Agent name')
  expect(attributeLabel('given_name', words)).toBe('First name')
  expect(attributeLabel('custom:favouriteColour', words)).toBe('Favourite colour')
  expect(attributeLabel('toString', words)).toBe('To string')
})

test('phone numbers are sent as the pool wants them', () => {
  expect(attributeValue('phone_number', ' +44 (0)20 7946-0000 ')).toBe('+4402079460000')
  expect(attributeValue('phone_number', '0044 20 7946 0000')).toBe('+442079460000')
  expect(attributeValue('name', ' Ada L. ')).toBe('Ada L.')
})

describe('what the pool would refuse', () => {
  test.each([
    [{ name: 'name', required: true }, '  ', words.problems.missing],
    [{ name: 'name', required: false }, '', ''],
    [{ name: 'custom:a', required: true, minLength: 3 }, 'ab', words.problems.short(3)],
    [{ name: 'custom:a', required: true, maxLength: 3 }, 'abcd', words.problems.long(3)],
    [{ name: 'custom:a', required: true, minLength: 1, maxLength: 4 }, 'abcd', ''],
    [{ name: 'phone_number', required: true }, '020 7946 0000', words.problems.phone],
    [{ name: 'phone_number', required: true }, '+44 20 7946 0000', ''],
    [{ name: 'website', required: false }, 'example.com', words.problems.address],
    [{ name: 'website', required: false }, 'https://example.com', ''],
  ])('%o %s', (attribute, text, expected) => {
    expect(renderToStaticMarkup(attributeProblem(attribute, text))).toBe(expected)
  })
})
