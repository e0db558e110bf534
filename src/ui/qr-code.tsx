import { useMemo } from 'react'
import { encode } from 'uqr'
import styles from './qr-code.module.css'

export interface QrCodeProps {
  readonly text: string
  /** What it is for; it is a picture to those who cannot see it. */
  readonly label: string
}

/** Runs of dark modules, a path each: far smaller than a square for every one. */
function outline(text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  let path = ''
  for (const [y, row] of data.entries())
    for (let x = 0; x < size; x++) {
      const from = x
      while (row[x]) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1h${from - x}z`
    }
  return { path, size }
}

export function QrCode({ text, label }: QrCodeProps) {
  const { path, size } = useMemo(() => outline(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={styles.code}
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
