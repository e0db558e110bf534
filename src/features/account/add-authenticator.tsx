import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { CodeField } from '#src/ui/code-field.tsx'
import { CopyButton } from '#src/ui/copy-button.tsx'
import { codeProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { QrCode } from '#src/ui/qr-code.tsx'
import { TextField } from '#src/ui/text-field.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/account-two-step.ts'
import { words as uiEnglish } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { finishTotp, readTotp } from './account-thunks.ts'
import { FormFoot } from './form-foot.tsx'
import styles from './add-authenticator.module.css'
import { useForm } from './use-form.tsx'

interface Props {
  readonly preferred: boolean
  readonly onClose: (isDone: boolean) => void
}

export function AddAuthenticator({ preferred, onClose }: Props) {
  const { setup: words } = useWords(english)
  const ui = useWords(uiEnglish)
  const dispatch = useAppDispatch()
  const heading = useRef<HTMLHeadingElement>(null)
  const [secret, setSecret] = useState<{ secret: string; uri: string }>()
  const form = useForm({
    fields: ['code', 'name'],
    places: {
      'code-mismatch': { at: 'code', text: words.wrong },
      'code-expired': { at: 'code', text: words.wrong },
    },
    requests: [useRequest(finishTotp)],
  })

  useEffect(() => {
    dispatch(readTotp()).then(setSecret, () => undefined)
  }, [dispatch])
  useEffect(() => heading.current?.focus(), [])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const text = textsOf(event.currentTarget)
    const code = text('code')
    if (!form.passes({ code: codeProblem(code) })) return
    const name = text('name').trim() || words.defaultName
    dispatch(finishTotp({ code, name, preferred }))
      .unwrap()
      .then(
        () => onClose(true),
        () => undefined,
      )
  }

  return (
    <Form
      failure={form.failure}
      onSubmit={submit}
      onInput={({ target }) => {
        if (target instanceof HTMLInputElement) form.changed(target.name)
      }}
    >
      <div className={styles.setup}>
        <div className={styles.picture}>
          {secret && <QrCode text={secret.uri} label={words.qr} />}
        </div>
        <div className={styles.text}>
          <h3 ref={heading} tabIndex={-1}>
            {words.scan}
          </h3>
          <p>{words.scanHint}</p>
          {secret && (
            <>
              <p>
                <a href={secret.uri}>{words.open}</a>
              </p>
              <p>{words.manual}</p>
              <div className={styles.secret}>
                <code aria-label={words.secret}>
                  {secret.secret.replace(/(.{4})(?!$)/g, '$1 ')}
                </code>
                <CopyButton value={secret.secret} label={words.copy} />
              </div>
            </>
          )}
        </div>
      </div>
      {form.notice}
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        defaultValue={words.defaultName}
        maxLength={100}
        autoComplete="off"
        optional
      />
      <CodeField name="code" label={words.code} error={form.errorOf('code')} />
      <FormFoot>
        <Button onClick={() => onClose(false)}>{ui.cancel}</Button>
        <Button type="submit" variant="primary" pending={form.pending} pendingLabel={words.pending}>
          {words.submit}
        </Button>
      </FormFoot>
    </Form>
  )
}
