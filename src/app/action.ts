import type { Action, PayloadAction } from '@reduxjs/toolkit'

/**
 * The toolkit's `createAction` without the toolkit, which comes only when the store does
 * (deferred-store.ts). Slices answer to these in `extraReducers`.
 */
export function createAction<Payload>(type: string) {
  const create = (payload: Payload): PayloadAction<Payload> => ({ type, payload })
  const match = (action: Action): action is PayloadAction<Payload> => action.type === type
  return Object.assign(create, { type, match })
}
