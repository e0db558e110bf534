import { createSlice } from '@reduxjs/toolkit'
import type { PayloadAction } from '@reduxjs/toolkit'

import type { Advance } from '#src/aws/file-store/tally.ts'
import type { FileErrorCode } from '#src/aws/file-store/file-error.ts'

export type WorkKind = 'remove' | 'restore' | 'move' | 'copy' | 'revert'

export interface WorkState {
  readonly kind: WorkKind
  readonly status: 'running' | 'done' | 'failed'
  readonly advance: Advance
  readonly code?: FileErrorCode
}

type State = Readonly<Record<string, WorkState>>

const initialState: State = {}
export const nothingYet: Advance = { done: 0, total: 0, failed: [] }

/** Changes that are going on, and those of which somebody has to see what failed. */
export const work = createSlice({
  name: 'work',
  initialState,
  reducers: {
    workBegan: (
      state,
      { payload: { id, kind } }: PayloadAction<{ id: string; kind: WorkKind }>,
    ): State => ({ ...(state as State), [id]: { kind, status: 'running', advance: nothingYet } }),
    workChanged(
      state,
      { payload: { id, ...change } }: PayloadAction<{ id: string } & Partial<WorkState>>,
    ): State {
      const before = (state as State)[id]
      return before ? { ...(state as State), [id]: { ...before, ...change } } : (state as State)
    },
    workDismissed(state, { payload: id }: PayloadAction<string>) {
      delete state[id]
    },
  },
})

export const { workBegan, workChanged, workDismissed } = work.actions

export const selectWork = (state: object) => (state as { work?: State }).work ?? initialState
