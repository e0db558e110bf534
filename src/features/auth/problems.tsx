import type { ReactNode } from 'react'
import type { Failure } from '#src/app/with-types.ts'
import type { AuthErrorCode } from '#src/aws/auth-error.ts'
import { paths } from '#src/paths.ts'
import { Button, ButtonLink } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { words as english } from '#src/words/en/auth-errors.ts'
import { type Translation, useLanguage, useWords } from '#src/words/words.ts'
import { useCountdown, waitText } from '#src/ui/countdown.ts'
import { useStartAgain } from './progress.ts'
import { useReturnTo } from './return-to.ts'

export { english }

export type Screen =
  | 'sign-in'
  | 'choose'
  | 'code'
  | 'choose-mfa'
  | 'set-up'
  | 'new-password'
  | 'sign-up'
  | 'confirm'
  | 'forgot'
  | 'reset'

type Action = 'sign-in' | 'reset' | 'start-again'

/** What is shown for a failure: where, in which words, and the way on that is not the submit button. */
export interface Problem {
  /** The name of a field, or the form as a whole. */
  readonly at: string
  readonly text: string
  readonly action?: Action
  /** The device's time from which on trying again makes sense. */
  readonly until?: number
}

type Words = Translation<typeof english>

interface Rule {
  readonly sentence?: keyof Words['errors']
  readonly at?: 'code' | 'password'
  readonly action?: Action
}
type Rules = Partial<Record<AuthErrorCode, Rule>>

const anywhere: Rules = {
  'password-policy': { at: 'password' },
  'password-reused': { at: 'password' },
  'code-mismatch': { at: 'code' },
  'code-expired': { at: 'code' },
  'already-confirmed': { action: 'sign-in' },
  'username-taken': { action: 'sign-in' },
  'user-not-confirmed': { action: 'sign-in' },
  'signed-out': { action: 'sign-in' },
  'session-expired': { action: 'start-again' },
  'password-reset-required': { action: 'reset' },
}

/** Answers to a challenge, where Cognito says no more than that it refuses. */
const challenge: Rules = {
  'wrong-credentials': { sentence: 'stepRefused', action: 'start-again' },
  'user-not-found': { sentence: 'stepRefused', action: 'start-again' },
  'not-allowed': { action: 'start-again' },
  'code-not-sent': { action: 'start-again' },
  'user-disabled': { action: 'start-again' },
  'unsupported-challenge': { action: 'start-again' },
}

/** Cognito tells a wrong code from one that never was, and so who has an account, and of which kind. */
const wrongOrExpired: Rule = { sentence: 'codeWrongOrExpired', at: 'code' }
const mailedCode: Rules = {
  'code-mismatch': wrongOrExpired,
  'code-expired': wrongOrExpired,
  'user-not-found': wrongOrExpired,
  'user-not-confirmed': wrongOrExpired,
  'user-disabled': wrongOrExpired,
  'no-recovery-address': wrongOrExpired,
  'wrong-credentials': wrongOrExpired,
}

const screens: Readonly<Record<Screen, Rules>> = {
  'sign-in': { 'wrong-credentials': { at: 'password' }, 'user-not-found': { at: 'password' } },
  choose: challenge,
  code: challenge,
  'choose-mfa': challenge,
  'set-up': challenge,
  'new-password': challenge,
  'sign-up': { 'not-allowed': { sentence: 'invitationOnly', action: 'sign-in' } },
  confirm: mailedCode,
  forgot: {
    'user-not-found': { sentence: 'refused' },
    'wrong-credentials': { sentence: 'refused' },
  },
  reset: mailedCode,
}

/** `fields` are those on the screen: what belongs to another one is told above the form. */
export function problemOf(
  { code, field, retryAt }: Failure,
  screen: Screen,
  fields: readonly string[],
  { errors }: Words,
): Problem {
  const { sentence, at, action }: Rule = screens[screen][code] ?? anywhere[code] ?? {}
  const place = code === 'invalid-attribute' ? field : at
  // Signing in without a password, "or the password" would puzzle.
  const passwordless = screen === 'sign-in' && at === 'password' && !fields.includes('password')
  return {
    at: place !== undefined && fields.includes(place) ? place : 'form',
    text: passwordless ? errors.refused : (errors[sentence ?? code] as string),
    ...(action && { action }),
    ...(code === 'too-many-attempts' && retryAt !== undefined && { until: retryAt }),
  }
}

/** What went wrong with the form as a whole. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  const { until, text, action } = problem
  return (
    <Notice tone="error" actions={action && <WayOn action={action} />}>
      {until === undefined ? text : <Wait key={until} until={until} />}
    </Notice>
  )
}

function WayOn({ action }: { readonly action: Action }): ReactNode {
  const { actions } = useWords(english)
  const { keepingReturn } = useReturnTo()
  const startAgain = useStartAgain()
  if (action === 'start-again')
    return (
      <Button size="small" onClick={startAgain}>
        {actions.startAgain}
      </Button>
    )
  const [path, name] =
    action === 'reset' ? [paths.forgotPassword, actions.reset] : [paths.signIn, actions.signIn]
  return (
    <ButtonLink size="small" to={keepingReturn(path)}>
      {name}
    </ButtonLink>
  )
}

/** Ticks for the eye; an alert that changed every second would be read out every second. */
function Wait({ until }: { readonly until: number }) {
  const { errors } = useWords(english)
  const language = useLanguage()
  const { seconds } = useCountdown(until)
  return seconds === 0 ? (
    errors.waited
  ) : (
    <span aria-live="off">{errors.wait(waitText(seconds, language))}</span>
  )
}
