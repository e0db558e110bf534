import type { ComponentProps } from 'react'

/** The mark of the favicon. Whoever makes the app theirs draws their own here. */
export function LogoMark(props: ComponentProps<'svg'>) {
  return (
    <svg viewBox="0 0 32 32" width="1.75rem" height="1.75rem" fill="none" aria-hidden {...props}>
      <rect width="32" height="32" rx="9" fill="#0f766e" />
      <g stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M10.5 21.5v-4.2a5.5 5.5 0 1 1 11 0v4.2" />
      </g>
      <circle cx="16" cy="21.4" r="2.4" fill="#fff" />
    </svg>
  )
}
