import { useEffect, useRef } from 'react'
import type { PasswordPolicy } from '#src/config.ts'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { useAnnounce } from './announcer.tsx'
import { CheckIcon, CircleIcon } from './sign-icons.tsx'
import styles from './password-guide.module.css'
import { meets, passwordRules } from './password-rules.ts'
import { strengthOf } from './password-strength.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/** The pool's rules ticked off while typing, and a rough measure of strength. */
export function PasswordGuide({
  id,
  password,
  policy,
  isCommon,
}: {
  readonly id: string
  readonly password: string
  readonly policy: PasswordPolicy
  readonly isCommon: ((password: string) => boolean) | undefined
}) {
  const words = useWords(english)
  const announce = useAnnounce()
  const common = password !== '' && isCommon?.(password) === true
  const rules: { name: string; text: string; met: boolean }[] = passwordRules(policy).map(
    (rule) => ({
      name: rule,
      text: rule === 'length' ? words.rules.length(policy.minimumLength) : words.rules[rule],
      met: meets(rule, policy, password),
    }),
  )
  if (isCommon)
    rules.push({ name: 'uncommon', text: words.rules.uncommon, met: password !== '' && !common })
  const score = strengthOf(password, common)
  const left = rules.filter(({ met }) => !met).length
  const summary = left === 0 ? words.rules.allMet : words.rules.left(left)

  const said = useRef(summary)
  useEffect(() => {
    if (said.current === summary) return
    said.current = summary
    announce(summary)
  }, [summary, announce])

  return (
    <div className={styles.guide}>
      <div className={styles.meter} data-score={password ? score : undefined}>
        {[1, 2, 3, 4].map((step) => (
          <i key={step} data-on={password && step <= Math.max(1, score) ? '' : undefined} />
        ))}
        <b>
          <VisuallyHidden>{words.strength}: </VisuallyHidden>
          {password ? words.strengths[score] : '—'}
        </b>
      </div>
      <div id={id}>
        <VisuallyHidden>{words.rules.title}: </VisuallyHidden>
        <ul className={styles.rules}>
          {rules.map(({ name, text, met }) => (
            <li key={name} data-met={met ? '' : undefined}>
              {met ? <CheckIcon /> : <CircleIcon />}
              {text}
              <VisuallyHidden>({met ? words.rules.met : words.rules.unmet})</VisuallyHidden>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
