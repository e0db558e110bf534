import { createContext, type FocusEvent, type ReactNode, use, useRef, useState } from 'react'
import { words as english } from '#src/words/en/ui.ts'
import { useWords } from '#src/words/words.ts'
import { useAnnounce } from './announcer.tsx'
import { Toast, type ToastContent } from './toast.tsx'
import styles from './toaster.module.css'

const ToastContext = createContext<(content: ToastContent) => void>(() => undefined)

/** Tells of something done elsewhere on the page, or that can be undone. */
export const useToast = () => use(ToastContext)

const most = 3

/**
 * Inside an `Announcer`, which reads the toasts out; the list itself is silent, a landmark at the
 * end of the page. A toast that is dismissed gives the focus back to where it came from; one that was
 * acted upon, to the heading over what has changed by it.
 */
export function Toaster({ children }: { children: ReactNode }) {
  const words = useWords(english)
  const announce = useAnnounce()
  const [toasts, setToasts] = useState<readonly (ToastContent & { id: number })[]>([])
  const region = useRef<HTMLElement>(null)
  const cameFrom = useRef<HTMLElement>(null)

  const [toast] = useState(() => (content: ToastContent) => {
    setToasts((before) => [
      ...before.slice(1 - most),
      { ...content, id: (before.at(-1)?.id ?? 0) + 1 },
    ])
    announce(content.text)
  })

  const remember = {
    onFocus: ({ relatedTarget, currentTarget }: FocusEvent) => {
      if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
        cameFrom.current = relatedTarget
    },
  }

  const dismiss = (id: number, giveFocus: () => void) => {
    if (region.current?.contains(document.activeElement)) giveFocus()
    setToasts((before) => before.filter((each) => each.id !== id))
  }

  const back = () => cameFrom.current?.focus()
  const toHeading = () =>
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })

  return (
    <ToastContext value={toast}>
      {children}
      <section
        ref={region}
        aria-label={words.notifications}
        className={styles.region}
        {...remember}
      >
        {toasts.length > 0 && (
          <ol className={styles.list}>
            {toasts.map(({ id, ...content }) => (
              <Toast
                key={id}
                content={content}
                onDone={() => dismiss(id, back)}
                onActed={() => dismiss(id, toHeading)}
              />
            ))}
          </ol>
        )}
      </section>
    </ToastContext>
  )
}
