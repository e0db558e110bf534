import { createContext, type ReactNode, use, useState } from 'react'
import { VisuallyHidden } from './visually-hidden.tsx'

export type Announce = (text: string) => void

const AnnounceContext = createContext<Announce>(() => undefined)

/** Says a sentence through the nearest polite region, without moving the focus. */
export const useAnnounce = (): Announce => use(AnnounceContext)

/**
 * One around the app. A dialog brings its own, because what lies outside an open dialog is inert
 * and not read out. The last few sentences stay, so that two in one tick are both said; each is a
 * new element, so that the same sentence is said again.
 */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly { id: number; text: string }[]>([])
  const [announce] = useState<Announce>(() => (text: string) => {
    setSaid((before) => [...before.slice(-2), { id: (before.at(-1)?.id ?? 0) + 1, text }])
  })
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden aria-live="polite" data-announcer="">
        {said.map(({ id, text }) => (
          <span key={id}>{text} </span>
        ))}
      </VisuallyHidden>
    </AnnounceContext>
  )
}
