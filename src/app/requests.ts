import { createSlice, isFulfilled, isPending, isRejected } from '@reduxjs/toolkit'
import type { PayloadAction } from '@reduxjs/toolkit'

import type { Failure, Sealed } from './with-types.ts'

export type Request =
  | { readonly status: 'idle' }
  | { readonly status: 'pending' }
  | { readonly status: 'failed'; readonly failure: Failure }

const none: Readonly<Record<string, Request>> = {}
const idle: Request = { status: 'idle' }

/** How it goes with each sealed thunk, by its type prefix. */
export const requests = createSlice({
  name: 'requests',
  initialState: none,
  reducers: {
    failureDismissed: (state, { payload: name }: PayloadAction<string>) => {
      if (state[name]?.status === 'failed') delete state[name]
    },
  },
  selectors: {
    selectRequest: (state, typePrefix: string) => state[typePrefix] ?? idle,
  },
  extraReducers: (builder) =>
    builder
      .addMatcher(isPending, (state, { type, meta }) => {
        if (isSealed(meta.arg)) state[nameOf(type)] = { status: 'pending' }
      })
      .addMatcher(isFulfilled, (state, { type, meta }) => {
        if (isSealed(meta.arg)) delete state[nameOf(type)]
      })
      .addMatcher(isRejected, (state, { type, meta, payload }) => {
        if (!isSealed(meta.arg)) return
        const failure = payload as Failure | undefined
        if (meta.aborted || !failure || failure.code === 'aborted') delete state[nameOf(type)]
        else state[nameOf(type)] = { status: 'failed', failure }
      }),
})

const isSealed = (arg: unknown): arg is Sealed =>
  typeof arg === 'object' && arg !== null && 'sealed' in arg

const nameOf = (type: string) => type.slice(0, type.lastIndexOf('/'))
