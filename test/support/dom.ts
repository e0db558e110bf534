import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

/** Testing Library does this by itself only where the runner's functions are global. */
afterEach(cleanup)

/** A second is too little on a machine that does other work beside; nothing waits longer than it must. */
configure({ asyncUtilTimeout: 15_000 })
