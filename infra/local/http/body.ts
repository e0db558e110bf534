import { AwsError } from './aws-error.ts'
import type { Request } from './message.ts'

/** The whole body, for protocols whose requests are small. */
export async function readBody({ body }: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > limit)
      throw new AwsError('RequestEntityTooLargeException', `Request must be under ${limit} bytes`, {
        status: 413,
        headers: { connection: 'close' },
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
