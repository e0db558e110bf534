import type { ComponentProps } from 'react'

export type IconProps = ComponentProps<'svg'> & {
  /** Only where the icon says something that no text beside it does. */
  readonly label?: string | undefined
}

/**
 * Icons that nearly every page shows are in sign-icons.tsx, the others in icons.tsx: a module goes to
 * the browser as a whole. Strokes on a grid of 20, 1.6 wide, with a margin of 2.
 */
export const icon = (shape: string) =>
  function Icon({ label, ...rest }: IconProps) {
    return (
      <svg
        viewBox="0 0 20 20"
        width="1.25rem"
        height="1.25rem"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
        {...rest}
      >
        <path d={shape} />
      </svg>
    )
  }

export const circle = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`
export const disc = circle(10, 10, 7.5)
