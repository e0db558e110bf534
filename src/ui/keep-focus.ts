/**
 * For a `ref`. A button that goes away with what it did leaves the focus to nobody, and whoever uses
 * a keyboard at the top of the page. The heading over it takes it. A grid looks after its own rows.
 */
export function keepFocus(box: HTMLElement | null) {
  if (!box) return
  let last: Element | undefined
  let section: Element | null = null
  const remember = () => {
    const { activeElement } = document
    const isOwn = activeElement && box.contains(activeElement)
    last = isOwn && !activeElement.closest('[role=grid]') ? activeElement : undefined
    section = last?.closest('section') ?? null
  }
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return
    const near = section?.isConnected ? headingOf(section) : undefined
    const heading = near ?? headingOf(box)
    heading?.focus({ preventScroll: true })
  })
  remember()
  box.addEventListener('focusin', remember)
  observer.observe(box, { childList: true, subtree: true })
  return () => {
    box.removeEventListener('focusin', remember)
    observer.disconnect()
  }
}

const headingOf = (element: Element) =>
  element.querySelector<HTMLElement>(':is(h1, h2)[tabindex]') ?? undefined
