import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const firstField =
  '[data-autofocus], input:not([type=hidden], :disabled), select:not(:disabled), textarea'

/** Opens the dialog for as long as it is rendered; `onClose` is asked for, never assumed. */
export function useModal(
  ref: RefObject<HTMLDialogElement | null>,
  onClose: () => void,
  lightDismiss: boolean,
) {
  const ask = useRef(onClose)
  useEffect(() => {
    ask.current = onClose
  }, [onClose])

  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    dialog.showModal()
    const start = dialog.querySelector<HTMLElement>(firstField) ?? dialog.querySelector('h2')
    start?.focus()
    // Removing an open dialog from the page would leave the focus nowhere.
    return () => dialog.close()
  }, [ref])

  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const listening = new AbortController()
    const { signal } = listening
    let pressed: EventTarget | null = null
    const on = (type: string, listener: (event: Event) => void) =>
      // The close of a nested file picker or dialog bubbles in some browsers.
      dialog.addEventListener(type, (event) => event.target === dialog && listener(event), {
        signal,
      })
    on('cancel', (event) => {
      event.preventDefault()
      ask.current()
    })
    // Chromium closes at the second Escape whatever was prevented. The event comes late: by then
    // the dialog may be open again.
    on('close', () => dialog.open || ask.current())
    dialog.addEventListener('pointerdown', ({ target }) => (pressed = target), { signal })
    // A selection of text dragged out of the dialog is not a press beside it.
    on('click', () => {
      if (lightDismiss && pressed === dialog) ask.current()
    })
    return () => listening.abort()
  }, [ref, lightDismiss])
}
