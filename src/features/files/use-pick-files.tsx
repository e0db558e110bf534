import { useRef } from 'react'
import type { ChangeEvent } from 'react'

import { useConfig } from '#src/app/config-context.ts'
import type { Chosen } from './check-files.ts'
import { pickedFiles } from './dropped-files.ts'

/** The browser's own windows for choosing files; `inputs` is to be rendered somewhere. */
export function usePickFiles(onFiles: (chosen: readonly Chosen[]) => void) {
  const { files: limits } = useConfig()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const taken = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    onFiles(pickedFiles(input.files))
    // So that choosing the same file again is a change.
    input.value = ''
  }
  const input = { type: 'file', multiple: true, hidden: true, onChange: taken } as const
  return {
    pickFiles: () => files.current?.click(),
    pickFolder: () => folder.current?.click(),
    inputs: (
      <>
        <input {...input} ref={files} accept={limits.types.join(',')} data-picker="files" />
        <input
          {...input}
          ref={(element) => {
            folder.current = element
            // Not yet a property that React knows.
            element?.setAttribute('webkitdirectory', '')
          }}
        />
      </>
    ),
  }
}

export type PickFiles = Pick<ReturnType<typeof usePickFiles>, 'pickFiles' | 'pickFolder'>
