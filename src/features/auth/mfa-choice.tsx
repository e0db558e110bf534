import type { FormEvent } from 'react'
import { useWords } from '#src/words/words.ts'
import type { MfaKind } from '#src/aws/challenges.ts'
import { Form } from '#src/ui/form.tsx'
import { MailIcon, PhoneIcon, ShieldIcon } from '#src/ui/icons.tsx'
import { RadioCards } from '#src/ui/radio-cards.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/challenges.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { Submit } from './submit.tsx'
import type { useForm } from './use-form.ts'

interface Props<K extends MfaKind> {
  readonly kinds: readonly K[]
  readonly legend: string
  readonly form: ReturnType<typeof useForm>
  readonly onChoose: (kind: K) => void
}

const icons: Readonly<Record<MfaKind, typeof MailIcon>> = {
  totp: ShieldIcon,
  sms: PhoneIcon,
  email: MailIcon,
}
const names: Readonly<Record<MfaKind, 'totp' | 'smsCode' | 'emailCode'>> = {
  totp: 'totp',
  sms: 'smsCode',
  email: 'emailCode',
}

export function MfaChoice<K extends MfaKind>({ kinds, legend, form, onChoose }: Props<K>) {
  const { ways } = useWords(english)
  const entry = useWords(entryEnglish)
  const describe = (kind: MfaKind) => {
    const Icon = icons[kind]
    const { label, about } = ways[names[kind]]
    return { label, description: about, icon: <Icon /> }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const chosen = textsOf(event.currentTarget)('kind')
    const kind = kinds.find((it) => it === chosen)
    if (kind !== undefined && form.passes({})) onChoose(kind)
  }
  return (
    <Form {...form.props} onSubmit={submit}>
      {form.notice}
      <RadioCards
        name="kind"
        legend={legend}
        defaultValue={kinds[0]}
        options={kinds.map((kind) => ({ value: kind, ...describe(kind) }))}
      />
      <Submit pending={form.pending}>{entry.continue}</Submit>
    </Form>
  )
}
