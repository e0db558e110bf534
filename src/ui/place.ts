const margin = 8

/**
 * Puts a popup (`position: fixed`) below its button, above where there is more room, and keeps it
 * within the window. CSS anchors would do it, but not yet in every browser we support.
 */
export function place(popup: HTMLElement, anchor: HTMLElement, align: 'start' | 'end') {
  popup.style.maxHeight = ''
  const { clientWidth, clientHeight } = document.documentElement
  const at = anchor.getBoundingClientRect()
  const { width, height } = popup.getBoundingClientRect()
  const below = clientHeight - at.bottom - 2 * margin
  const above = at.top - 2 * margin
  const up = height > below && above > below
  const leftToRight = getComputedStyle(anchor).direction !== 'rtl'
  const left = (align === 'start') === leftToRight ? at.left : at.right - width
  popup.style.maxHeight = `${up ? above : below}px`
  popup.style.left = `${Math.max(margin, Math.min(left, clientWidth - width - margin))}px`
  popup.style.top = up ? `${at.top - Math.min(height, above) - 4}px` : `${at.bottom + 4}px`
}
