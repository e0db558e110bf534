import { createSlice } from '@reduxjs/toolkit'
import type { PayloadAction } from '@reduxjs/toolkit'

import { isUnderWay } from '#src/aws/file-store/upload-item.ts'
import type { UploadItem, UploadReport } from '#src/aws/file-store/upload-item.ts'

interface UploadsState {
  readonly items: Readonly<Record<number, UploadItem>>
  readonly speed: number
}

const none: UploadsState = { items: {}, speed: 0 }

export const uploads = createSlice({
  name: 'uploads',
  initialState: none,
  reducers: {
    uploadsReported(state, { payload: { items, speed } }: PayloadAction<UploadReport>) {
      for (const item of items) state.items[item.id] = item
      state.speed = speed
    },
    uploadsForgotten(state, { payload: ids }: PayloadAction<readonly number[]>) {
      for (const id of ids) delete state.items[id]
    },
  },
})

export const { uploadsReported, uploadsForgotten } = uploads.actions

/** The slice is added when the page is first opened. */
interface State {
  readonly uploads?: UploadsState
}
export const selectUploads = (state: object) => (state as State).uploads ?? none

/** How far everything is that is under way or was, until it is cleared. */
export function summarise({ items, speed }: UploadsState) {
  const all = Object.values(items)
  const counted = all.filter(({ status }) => status !== 'cancelled' && status !== 'skipped')
  const size = counted.reduce((sum, item) => sum + item.size, 0)
  const sent = counted.reduce((sum, item) => sum + item.sent, 0)
  const underWay = all.filter(isUnderWay).length
  const done = all.filter(({ status }) => status === 'done').length
  const secondsLeft = underWay > 0 && speed > 0 ? (size - sent) / speed : undefined
  return { all, size, sent, underWay, done, speed, secondsLeft }
}
