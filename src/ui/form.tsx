import { type ComponentProps, type MouseEvent, useEffect, useRef } from 'react'
import { useAnnounce } from './announcer.tsx'
import { cx } from './cx.ts'
import stack from './stack.module.css'

export type FormProps = Omit<ComponentProps<'form'>, 'ref'> & {
  /** Whatever is new for each failed attempt; the first field with an error then gets the focus. */
  readonly failure?: unknown
}

/**
 * Checks are ours, worded in the person's language, hence `noValidate`. `method="post"` keeps what
 * was typed out of the address should the script not have run when the form is sent.
 */
export function Form({ failure, onSubmit, className, ...rest }: FormProps) {
  const ref = useRef<HTMLFormElement>(null)
  const pressed = useRef<Element>(null)
  const announce = useAnnounce()

  useEffect(() => {
    if (!failure) return
    const field = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')
    if (!field) return
    // A field that has the focus already is not read again.
    if (field === document.activeElement) {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
      announce(document.getElementById(ids[0] ?? '')?.textContent ?? '')
    } else field.focus()
  }, [failure, announce])

  /** The first half of a double click may have moved something else to where the button was. */
  const steady = (event: MouseEvent) => {
    const button = (event.target as Element).closest('button')
    if (event.detail < 2) pressed.current = button
    else if (pressed.current && pressed.current !== button) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  return (
    <form
      noValidate
      method="post"
      {...rest}
      ref={ref}
      onMouseDownCapture={steady}
      onClickCapture={steady}
      className={cx(stack.stack, stack.m, className)}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit?.(event)
      }}
    />
  )
}
