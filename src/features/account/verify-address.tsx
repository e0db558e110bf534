import { type FormEvent, useEffect, useRef } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import type { AddressName } from '#src/aws/account-addresses.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { CodeField } from '#src/ui/code-field.tsx'
import { codeProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { Resend } from '#src/ui/resend.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { words as uiEnglish } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { sendAddressCode, verifyAddress } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { useForm } from './use-form.tsx'

interface Props {
  readonly name: AddressName
  readonly words: Readonly<
    Record<
      'verifyTitle' | 'question' | 'questionHint' | 'sentAgain' | 'taken' | 'verify' | 'verifying',
      string
    >
  > & { readonly sentTo: (address: string) => string }
  readonly address: string
  /** Whether the code went out only just now, and not before a reload. */
  readonly justSent: boolean
  readonly onCancel: () => void
  readonly onVerified: () => void
}

export function VerifyAddress(props: Props) {
  const { name, words, address, justSent, onCancel, onVerified } = props
  const entry = useWords(entryEnglish)
  const ui = useWords(uiEnglish)
  const dispatch = useAppDispatch()
  const sending = useRequest(sendAddressCode)
  const verifying = useRequest(verifyAddress)
  const element = useRef<HTMLDivElement>(null)
  const form = useForm({
    fields: ['code'],
    places: {
      'code-mismatch': { at: 'code' },
      'code-expired': { at: 'code' },
      'username-taken': { text: words.taken },
    },
    requests: [verifying, sending],
  })

  // The field that was typed into has gone.
  useEffect(() => element.current?.querySelector('input')?.focus(), [])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const code = textsOf(event.currentTarget)('code')
    if (!form.passes({ code: codeProblem(code) })) return
    dispatch(verifyAddress({ name, code }))
      .unwrap()
      .then(onVerified, () => undefined)
  }

  const sendAgain = () => {
    form.passes({})
    return dispatch(sendAddressCode({ name, value: address })).unwrap()
  }

  return (
    <div ref={element}>
      <Form failure={form.failure} onSubmit={submit} onInput={() => form.changed('code')}>
        <Card
          title={words.verifyTitle}
          description={words.sentTo(address)}
          footer={
            <FormFoot>
              <Button onClick={onCancel}>{ui.cancel}</Button>
              <Button
                type="submit"
                variant="primary"
                pending={verifying.status === 'pending'}
                pendingLabel={words.verifying}
              >
                {words.verify}
              </Button>
            </FormFoot>
          }
        >
          <Stack>
            {form.notice}
            <CodeField name="code" label={entry.code} error={form.errorOf('code')} />
            <Resend
              question={words.question}
              hint={words.questionHint}
              resent={words.sentAgain}
              pending={sending.status === 'pending'}
              justSent={justSent}
              onResend={sendAgain}
            />
          </Stack>
        </Card>
      </Form>
    </div>
  )
}
