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
  let shown: Promise<ComponentType> | undefined
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

  // Rendering keeps to an attempt that has failed it, so that the error shows; it would try for ever
  // otherwise. One that failed before the page was wanted, as when offline, is no matter by now.
  const Page = () => {
    const attempt = failed && shown !== loading ? preload() : (loading ?? preload())
    shown = attempt
    return createElement(use(attempt))
  }
  return { preload, Page }
}
