import { type ComponentType, createElement, use } from 'react'

export interface LazyPage {
  /** Fetches the page's code; a failed attempt may be repeated. */
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
  let loaded: ComponentType | undefined

  const preload = () => {
    loading ??= load().then(
      (component) => (loaded = component),
      (cause: unknown) => {
        loading = undefined
        throw cause
      },
    )
    return loading
  }

  return { preload, Page: () => createElement(loaded ?? use(preload())) }
}
