import { type MouseEvent, useState } from 'react'
import { useConfig } from '#src/app/config-context.ts'
import type { SignInFactor } from '#src/config.ts'
import { Button } from '#src/ui/button.tsx'
import { words as english } from '#src/words/en/auth.ts'
import { useWords } from '#src/words/words.ts'
import styles from './sign-in-page.module.css'

export type OtherFactor = Exclude<SignInFactor, 'PASSWORD'>

interface Props {
  readonly pending: boolean
  readonly onChoose: (factor: OtherFactor, form: HTMLFormElement) => void
}

/** Ways in beside the password, where the pool allows them. */
export function OtherWays({ pending, onChoose }: Props) {
  const { signIn: words } = useWords(english)
  const { signInWith } = useConfig()
  const [chosen, setChosen] = useState<OtherFactor>()
  const names = { EMAIL_OTP: words.emailCode, SMS_OTP: words.smsCode, WEB_AUTHN: words.passkey }
  const others = signInWith.filter((factor) => factor !== 'PASSWORD')
  if (others.length === 0) return null
  return (
    <>
      <p className={styles.or}>{words.or}</p>
      {others.map((factor) => (
        <Button
          key={factor}
          wide
          pending={pending && chosen === factor}
          onClick={({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>) => {
            setChosen(factor)
            if (form) onChoose(factor, form)
          }}
        >
          {names[factor]}
        </Button>
      ))}
    </>
  )
}
