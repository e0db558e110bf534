import {
  type ComponentProps,
  type KeyboardEvent,
  memo,
  useEffect,
  useId,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { useAnnounce } from './announcer.tsx'
import { cx } from './cx.ts'
import { Field, type FieldProps } from './field.tsx'
import fieldStyles from './field.module.css'
import { EyeIcon, EyeOffIcon } from './sign-icons.tsx'
import styles from './password-field.module.css'

export type PasswordFieldProps = Omit<ComponentProps<'input'>, keyof FieldProps | 'type' | 'ref'> &
  FieldProps & {
    readonly autoComplete: 'current-password' | 'new-password'
    /** What stands below and tells about the password as it is typed; `id` ties it to the field. */
    readonly renderGuide?: ((id: string, password: string) => ReactNode) | undefined
  }

export const PasswordField = memo(function PasswordField({
  label,
  hint,
  error,
  optional,
  id: given,
  className,
  renderGuide,
  onInput,
  onKeyDown,
  onKeyUp,
  ...input
}: PasswordFieldProps) {
  const words = useWords(english)
  const announce = useAnnounce()
  const own = useId()
  const id = given ?? own
  const ref = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const [typed, setTyped] = useState('')

  useEffect(() => {
    // What was typed or filled in before the page came alive.
    setTyped(ref.current?.value ?? '')
    const form = ref.current?.form
    // Sent as a text field, the password would be kept among the browser's suggestions.
    const hide = () => {
      if (ref.current) ref.current.type = 'password'
      setShown(false)
    }
    form?.addEventListener('submit', hide, { capture: true })
    return () => form?.removeEventListener('submit', hide, { capture: true })
  }, [])

  const readCapsLock = (event: KeyboardEvent<HTMLInputElement>) => {
    const on = event.getModifierState('CapsLock')
    if (on && !capsLock) announce(words.capsLock)
    setCapsLock(on)
  }

  const toggle = () => {
    const field = ref.current
    const { selectionStart, selectionEnd } = field ?? {}
    setShown(!shown)
    // Changing the type sends the caret to the start in some browsers.
    requestAnimationFrame(() => field?.setSelectionRange(selectionStart ?? 0, selectionEnd ?? 0))
  }

  return (
    <Field
      {...{ label, hint, error, optional, id, className }}
      describedBy={renderGuide && `${id}-guide`}
    >
      {(control) => (
        <>
          <div className={styles.box}>
            <input
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              {...input}
              {...control}
              ref={ref}
              type={shown ? 'text' : 'password'}
              className={cx(fieldStyles.control)}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                onInput?.(event)
              }}
              onKeyDown={(event) => {
                readCapsLock(event)
                onKeyDown?.(event)
              }}
              onKeyUp={(event) => {
                readCapsLock(event)
                onKeyUp?.(event)
              }}
            />
            <button
              type="button"
              className={styles.toggle}
              aria-label={shown ? words.hidePassword : words.showPassword}
              aria-controls={id}
              disabled={input.disabled}
              onClick={toggle}
            >
              {shown ? <EyeOffIcon /> : <EyeIcon />}
            </button>
          </div>
          {capsLock && <p className={styles.caps}>{words.capsLock}</p>}
          {renderGuide?.(`${id}-guide`, typeof input.value === 'string' ? input.value : typed)}
        </>
      )}
    </Field>
  )
})
