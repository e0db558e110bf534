import type { ComponentProps } from 'react'
import { words as english } from '#src/words/en/attributes.ts'
import { useWords } from '#src/words/words.ts'
import { type Attribute, attributeHint, attributeLabel } from './attribute.ts'
import { TextField, type TextFieldProps } from './text-field.tsx'

type Input = Pick<ComponentProps<'input'>, 'type' | 'autoComplete' | 'inputMode'>

/** How browsers and phones know the standard attributes. */
const inputs: Readonly<Record<string, Input>> = {
  email: { type: 'email', autoComplete: 'email', inputMode: 'email' },
  name: { autoComplete: 'name' },
  given_name: { autoComplete: 'given-name' },
  family_name: { autoComplete: 'family-name' },
  middle_name: { autoComplete: 'additional-name' },
  nickname: { autoComplete: 'nickname' },
  preferred_username: { autoComplete: 'nickname' },
  phone_number: { type: 'tel', autoComplete: 'tel', inputMode: 'tel' },
  birthdate: { type: 'date', autoComplete: 'bday' },
  gender: { autoComplete: 'sex' },
  locale: { autoComplete: 'language' },
  address: { autoComplete: 'street-address' },
  picture: { type: 'url', autoComplete: 'photo', inputMode: 'url' },
  profile: { type: 'url', autoComplete: 'url', inputMode: 'url' },
  website: { type: 'url', autoComplete: 'url', inputMode: 'url' },
}

export type AttributeFieldProps = Omit<TextFieldProps, 'label' | 'name' | 'type'> & {
  readonly attribute: Attribute
}

/** A field for one attribute of a person, named as Cognito names it. */
export function AttributeField({ attribute, hint, ...rest }: AttributeFieldProps) {
  const words = useWords(english)
  const { name, required } = attribute
  return (
    <TextField
      type="text"
      autoComplete="off"
      {...(Object.hasOwn(inputs, name) && inputs[name])}
      {...rest}
      name={name}
      label={attributeLabel(name, words)}
      hint={hint ?? attributeHint(name, words)}
      optional={!required}
    />
  )
}
