import type { ReactNode } from 'react'
import type { Config } from '#src/config.ts'
import { words as english } from '#src/words/en/attributes.ts'
import { sentence } from '#src/words/sentence.ts'
import type { Translation } from '#src/words/words.ts'

export type Attribute = Config['attributes'][number]
type Words = Translation<typeof english>

const of = (texts: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(texts, name) ? texts[name] : undefined

/** An attribute the catalogue does not know is called by its name, taken apart: "favouriteColour". */
export function attributeLabel(name: string, words: Words): string {
  const known = of(words.labels, name)
  if (known !== undefined) return known
  const apart = name
    .replace(/^custom:/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return apart.charAt(0).toUpperCase() + apart.slice(1)
}

export const attributeHint = (name: string, words: Words) => of(words.hints, name)

/** What the pool takes for what a person writes. */
export function attributeValue(name: string, text: string): string {
  const trimmed = text.trim()
  return name === 'phone_number' ? trimmed.replace(/[\s().-]/g, '').replace(/^00/, '+') : trimmed
}

const addresses = new Set(['picture', 'profile', 'website'])

/** Why the pool would refuse it, as a sentence for the field; nothing if it would not. */
export function attributeProblem(
  { name, required, minLength, maxLength }: Attribute,
  text: string,
): ReactNode {
  const problem = (say: (problems: Words['problems']) => string) =>
    sentence(english, ({ problems }) => say(problems))
  const value = attributeValue(name, text)
  if (value === '') return required ? problem((it) => it.missing) : undefined
  if (minLength !== undefined && value.length < minLength)
    return problem((it) => it.short(minLength))
  if (maxLength !== undefined && value.length > maxLength)
    return problem((it) => it.long(maxLength))
  if (name === 'phone_number' && !/^\+[1-9]\d{5,14}$/.test(value)) return problem((it) => it.phone)
  if (addresses.has(name) && !URL.canParse(value)) return problem((it) => it.address)
  return undefined
}
