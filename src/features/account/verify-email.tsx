import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { CodeField } from '#src/ui/code-field.tsx'
import { codeProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/account-email.ts'
import { words as entryEnglish } from '#src/words/en/entries.ts'
import { words as uiEnglish } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { sendEmailCode, verifyEmail } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import { useForm } from './use-form.tsx'

interface Props {
  readonly address: string
  readonly onCancel: () => void
  readonly onVerified: () => void
}

export function VerifyEmail({ address, onCancel, onVerified }: Props) {
  const words = useWords(english)
  const entry = useWords(entryEnglish)
  const ui = useWords(uiEnglish)
  const dispatch = useAppDispatch()
  const sending = useRequest(sendEmailCode)
  const verifying = useRequest(verifyEmail)
  const [timesSent, setTimesSent] = useState(0)
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
    if (form.pending || !form.passes({ code: codeProblem(code, entry) })) return
    setTimesSent(0)
    dispatch(verifyEmail(code))
      .unwrap()
      .then(onVerified, () => undefined)
  }

  const sendAgain = () => {
    if (form.pending || !form.passes({})) return
    dispatch(sendEmailCode(address))
      .unwrap()
      .then(
        () => setTimesSent(timesSent + 1),
        () => undefined,
      )
  }

  return (
    <div ref={element}>
      <Form failure={form.failure} onSubmit={submit} onInput={() => form.changed('code')}>
        <Card
          title={words.verifyTitle}
          description={words.sentTo(address)}
          footer={
            <FormFoot
              state={
                <Button
                  size="small"
                  variant="quiet"
                  pending={sending.status === 'pending'}
                  onClick={sendAgain}
                >
                  {entry.resend}
                </Button>
              }
            >
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
            {timesSent > 0 && (
              <Notice key={timesSent} tone="success" live>
                {words.sentAgain}
              </Notice>
            )}
            <CodeField name="code" label={entry.code} error={form.errorOf('code')} />
          </Stack>
        </Card>
      </Form>
    </div>
  )
}
