import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Range } from './blobs.ts'

/** Undefined: everything, also where the header is not understood or asks for several ranges. */
export function readRange(header: string | undefined, size: number): Range | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || first + last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), size)
    if (length === 0) throw unsatisfiable(header, size)
    return { start: size - length, size: length }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) throw unsatisfiable(header, size)
  return { start, size: end - start + 1 }
}

const unsatisfiable = (header: string | undefined, size: number) =>
  new AwsError('InvalidRange', 'The requested range is not satisfiable', {
    status: 416,
    headers: { 'content-range': `bytes */${size}` },
    extra: { RangeRequested: header, ActualObjectSize: size },
  })

export const contentRange = ({ start, size }: Range, total: number) =>
  `bytes ${start}-${start + size - 1}/${total}`
