import { type ChangeEvent, type ClipboardEvent, type ComponentProps, useRef } from 'react'
import { codeIn } from './code.ts'
import styles from './code-field.module.css'
import { Field, type FieldProps } from './field.tsx'

export type CodeFieldProps = Omit<
  ComponentProps<'input'>,
  keyof FieldProps | 'type' | 'value' | 'onChange' | 'onPaste' | 'onFocus'
> &
  FieldProps & {
    /** Cognito sends six digits, and eight for signing in by mail or text message alone. */
    readonly length?: 6 | 8 | undefined
    readonly onValueChange?: ((code: string) => void) | undefined
    /** Once for each complete code that was typed, pasted or filled in. */
    readonly onComplete?: ((code: string) => void) | undefined
  }

/**
 * One real input, spaced out over boxes that are only painted: so caret, selection, paste, autofill
 * and screen readers work as in any other.
 */
export function CodeField({
  label,
  hint,
  error,
  optional,
  id,
  className,
  length = 6,
  onValueChange,
  onComplete,
  ...input
}: CodeFieldProps) {
  const settled = useRef('')

  const settle = (field: HTMLInputElement, code: string) => {
    // Setting an equal value would move the caret.
    if (field.value !== code) field.value = code
    onValueChange?.(code)
    const isNew = code !== settled.current
    settled.current = code
    if (code.length === length && isNew) onComplete?.(code)
  }

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    // Rewriting the value in the middle of an input method's work would break it off.
    if ((event.nativeEvent as InputEvent).isComposing) return
    settle(event.currentTarget, codeIn(event.currentTarget.value, length))
  }

  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { currentTarget: field } = event
    const pasted = codeIn(event.clipboardData.getData('text'), length)
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = field
    const joined = value.slice(0, selectionStart ?? 0) + pasted + value.slice(selectionEnd ?? 0)
    const code = pasted.length === length ? pasted : codeIn(joined, length)
    field.value = code
    // As typing would: what is said of the former code goes.
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    settle(field, code)
  }

  return (
    <Field {...{ label, hint, error, optional, id, className }}>
      {(control) => (
        <div className={styles.frame}>
          <div className={styles.code} data-length={length}>
            <span className={styles.boxes} aria-hidden="true">
              {Array.from({ length }, (_, index) => (
                <i key={index} />
              ))}
            </span>
            <input
              inputMode="numeric"
              autoComplete="one-time-code"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck={false}
              {...input}
              {...control}
              type="text"
              onChange={change}
              onCompositionEnd={(event) =>
                settle(event.currentTarget, codeIn(event.currentTarget.value, length))
              }
              onPaste={paste}
              // A complete code was most likely refused: typing replaces it.
              onFocus={({ currentTarget }) => {
                if (currentTarget.value.length === length) currentTarget.select()
              }}
            />
          </div>
        </div>
      )}
    </Field>
  )
}
