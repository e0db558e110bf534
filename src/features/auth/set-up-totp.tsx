import { type FormEvent, useEffect, useEffectEvent, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { CodeField } from '#src/ui/code-field.tsx'
import { CopyButton } from '#src/ui/copy-button.tsx'
import { codeProblem } from '#src/ui/entry-checks.ts'
import { Form } from '#src/ui/form.tsx'
import { QrCode } from '#src/ui/qr-code.tsx'
import { textsOf } from '#src/ui/texts-of.ts'
import { words as english } from '#src/words/en/challenges.ts'
import { useWords } from '#src/words/words.ts'
import { readTotpSetup, verifyTotp } from './auth-thunks.ts'
import { useProgress } from './progress.ts'
import { Submit } from './submit.tsx'
import styles from './set-up-totp.module.css'
import { useForm } from './use-form.ts'

interface Setup {
  readonly secret: string
  readonly uri: string
}

export function SetUpTotp() {
  const { setUp: words } = useWords(english)
  const dispatch = useAppDispatch()
  const proceed = useProgress()
  const requests = [useRequest(verifyTotp), useRequest(readTotpSetup)]
  const form = useForm({ screen: 'set-up', fields: ['code'], requests })
  const [setup, setSetup] = useState<Setup>()

  const read = () => {
    dispatch(readTotpSetup())
      .unwrap()
      // What went wrong is told by the form, or where it leads.
      .then(setSetup, () => undefined)
  }
  const readAtOnce = useEffectEvent(read)
  useEffect(() => readAtOnce(), [])

  const submit = (event: FormEvent<HTMLFormElement>) => {
    // The code for it could not be fetched, as offline, and the notice says to try again.
    if (!setup) return read()
    const code = textsOf(event.currentTarget)('code')
    if (!form.passes({ code: codeProblem(code) })) return
    proceed(dispatch(verifyTotp({ code, deviceName: words.deviceName })))
  }

  return (
    <Form {...form.props} onSubmit={submit}>
      <div className={styles.scan}>
        <h2>{words.scan}</h2>
        <p>{words.scanHint}</p>
        <div className={styles.picture}>
          {setup && <QrCode text={setup.uri} label={words.qr} />}
        </div>
        {setup && (
          <>
            <a href={setup.uri} className={styles.open}>
              {words.open}
            </a>
            <p>{words.manual}</p>
            <div className={styles.secret}>
              <code aria-label={words.secret}>{setup.secret.replace(/(.{4})(?!$)/g, '$1 ')}</code>
              <CopyButton value={setup.secret} label={words.copy} />
            </div>
          </>
        )}
      </div>
      {/* Where one is by now; the top of this screen may be out of sight. */}
      {form.notice}
      <CodeField
        name="code"
        label={words.code}
        error={form.errorOf('code')}
        onComplete={form.submit}
      />
      <Submit pending={form.pending} pendingLabel={words.pending}>
        {words.submit}
      </Submit>
    </Form>
  )
}
