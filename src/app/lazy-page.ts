import { type ComponentType, createElement, use } from 'react'

export interface LazyPage {
  /** Fetches the page's code, anew where that has failed before. */
  readonly preload: () => Promise<ComponentType>
  readonly Page: ComponentType
}

/**
 * A page in a chunk of its own. Unlike React.lazy it renders at once when its code is already
 * here: no Suspense boundary is suspended, so prerendered markup hydrates in one go and React does
 * not hold the page back for its 300 ms fallback throttle.
 */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loading: Promise<ComponentType> | undefined
  let failed = false

  const preload = () => {
    if (loading && !failed) return loading
    failed = false
    const attempt: Promise<ComponentType> = load().then(
      (component) => {
        // What a promise says of itself React reads at once, without suspending.
        void Object.assign(attempt, { status: 'fulfilled', value: component })
        return component
      },
      (cause: unknown) => {
        failed = true
        throw cause
      },
    )
    return (loading = attempt)
  }

  // Rendering keeps to a failed attempt, so that the error shows; it would try for ever otherwise.
  return { preload, Page: () => createElement(use(loading ?? preload())) }
}
