import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { patience } from './patience.ts'

/** The page was another file's before. */
beforeAll(() => {
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
  document.head.replaceChildren()
  document.body.replaceChildren()
  for (const name of document.documentElement.getAttributeNames())
    document.documentElement.removeAttribute(name)
})

/** Testing Library does this by itself only where the runner's functions are global. */
afterEach(cleanup)

/** A second by default. */
configure({ asyncUtilTimeout: patience.step })
