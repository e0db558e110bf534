import type { Middleware } from '@reduxjs/toolkit'
import { expect, test } from 'vitest'

import { createStore } from '#src/app/store.ts'
import { storeWanted } from '#src/app/with-types.ts'
import { createServices } from '#src/aws/create-services.ts'
import { nothingKept } from '#src/aws/find-opening.ts'
import { idlePlatform } from '#src/aws/platform.ts'
import { exampleConfig } from '#test/support/config.ts'

test('the middleware of each feature that loads later hears of what happens, once', () => {
  const store = createStore(createServices(exampleConfig(), idlePlatform(), nothingKept))
  const heard: string[] = []
  const part = (name: string) => {
    const middleware: Middleware = () => (next) => (action) => {
      if (storeWanted.match(action as never)) heard.push(name)
      return next(action)
    }
    return { reducerPath: name, reducer: (state = name) => state, middleware }
  }
  for (const name of ['files', 'notes', 'files']) store.extend([part(name)])
  expect(store.dispatch(storeWanted())).toMatchObject({ type: storeWanted.type })
  expect(heard.toSorted()).toEqual(['files', 'notes'])
  expect(store.getState()).toMatchObject({ files: 'files', notes: 'notes' })
})
