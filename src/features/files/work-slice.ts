import { createSlice } from '@reduxjs/toolkit'
import type { PayloadAction } from '@reduxjs/toolkit'

import type { Advance } from '#src/aws/file-store/changing.ts'
import type { FileErrorCode } from '#src/aws/file-store/file-error.ts'

export type WorkKind = 'remove' | 'restore' | 'move' | 'copy'

export interface WorkState {
  readonly kind: WorkKind
  readonly status: 'running' | 'done' | 'stopped' | 'failed'
  readonly advance: Advance
  readonly code?: FileErrorCode
}

interface State {
  readonly current: WorkState | undefined
}

const initialState: State = { current: undefined }
const nothing: Advance = { done: 0, total: 0, failed: [] }

/** A change to many files: one at a time, so that each has its say about what failed. */
export const work = createSlice({
  name: 'work',
  initialState,
  reducers: {
    workBegan: (_, { payload: kind }: PayloadAction<WorkKind>): State => ({
      current: { kind, status: 'running', advance: nothing },
    }),
    workAdvanced: ({ current }, { payload: advance }: PayloadAction<Advance>): State => ({
      current: current && { ...(current as WorkState), advance },
    }),
    workEnded: (
      { current },
      { payload }: PayloadAction<{ status: WorkState['status']; code?: FileErrorCode }>,
    ): State => ({ current: current && { ...(current as WorkState), ...payload } }),
    workDismissed: () => initialState,
  },
})

export const { workBegan, workAdvanced, workEnded, workDismissed } = work.actions

export const selectWork = (state: object) => (state as { work?: State }).work?.current
