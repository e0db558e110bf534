import { useRef } from 'react'
import type { SyntheticEvent } from 'react'

import styles from './preview.module.css'

interface Props {
  readonly as: 'audio' | 'video'
  readonly address: string
  /** It does not play at all. */
  readonly onBroken: () => void
  /** It played so far, and its address has ended; another is wanted. */
  readonly onEnded: () => void
}

/** Plays while it arrives. What is longer than an address is good for goes on with the next one. */
export function Player({ as: Element, address, onBroken, onEnded }: Props) {
  const reached = useRef(0)
  const brokeAt = useRef<number>(undefined)

  const failed = ({ currentTarget: media }: SyntheticEvent<HTMLMediaElement>) => {
    const at = media.currentTime || reached.current
    // Twice at the same place is not for want of an address.
    if (at === 0 || at === brokeAt.current) return onBroken()
    brokeAt.current = at
    reached.current = at
    onEnded()
  }
  const goOn = ({ currentTarget: media }: SyntheticEvent<HTMLMediaElement>) => {
    if (reached.current === 0) return
    media.currentTime = reached.current
    // A browser that wants to be asked shows its button.
    media.play().catch(() => undefined)
  }
  return (
    // Nobody has written captions for what a person uploads, hence the empty track.
    <Element
      src={address}
      controls
      className={styles.media}
      onError={failed}
      onLoadedMetadata={goOn}
    >
      <track kind="captions" />
    </Element>
  )
}
