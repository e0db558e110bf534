import { GetObjectCommand } from '@aws-sdk/client-s3'

import type { Access } from './access.ts'
import { baseName, keyOf } from './file-names.ts'
import { lifetimeHeader } from './s3-client.ts'
import { addressOf } from './http-handler.ts'

interface LinkOptions {
  readonly seconds: number
  /** Saved under its name instead of shown. */
  readonly download?: boolean
  /** Answered with this type, whatever it was uploaded as. */
  readonly type?: string
}

export interface FileLink {
  readonly address: string
  /** Milliseconds by the device's clock. A link ends with the credentials that signed it. */
  readonly until: number
}

/** For names beyond ASCII, RFC 6266 and 8187. */
export const attachment = (name: string) => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

export function createReading(
  { s3, identity, call }: Access,
  bucket: string,
  credentialsEnd: () => Promise<number>,
  now: () => number,
) {
  return {
    /** The file, or its beginning, as bytes of no type: what it is called is not what it is. */
    read: (
      path: string,
      { signal, first }: { signal?: AbortSignal; first?: number } = {},
    ): Promise<Blob> =>
      call(async () => {
        const { Body } = await s3.send(
          new GetObjectCommand({
            Bucket: bucket,
            Key: keyOf(await identity(), path),
            ...(first !== undefined && { Range: `bytes=0-${first - 1}` }),
          }),
          { ...(signal && { abortSignal: signal }) },
        )
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
        return new Blob([bytes as Uint8Array<ArrayBuffer>])
      }),

    /** An address that opens the file for whoever has it, until it ends. */
    link: (path: string, { seconds, download = false, type }: LinkOptions): Promise<FileLink> =>
      call(async () => {
        const command = new GetObjectCommand({
          Bucket: bucket,
          Key: keyOf(await identity(), path),
          ...(type !== undefined && { ResponseContentType: type }),
          ...(download && {
            ResponseContentDisposition: attachment(baseName(path)),
            // Nothing that a browser would run, whatever it was uploaded as.
            ResponseContentType: 'application/octet-stream',
          }),
        })
        const asked = now()
        command.middlewareStack.add(
          (next) => async (args) => {
            const request = args.request as { headers: Record<string, string> }
            request.headers[lifetimeHeader] = String(seconds)
            return next(args)
          },
          { step: 'build', name: 'linkLifetime' },
        )
        // Signed and not sent.
        let address = ''
        command.middlewareStack.add(
          () => async (args) => {
            address = addressOf(args.request as Parameters<typeof addressOf>[0])
            return { response: undefined, output: { $metadata: {} } }
          },
          { step: 'finalizeRequest', priority: 'low', name: 'linkAddress' },
        )
        await s3.send(command)
        const until = Math.min(asked + seconds * 1000, await credentialsEnd())
        return { address, until }
      }),
  }
}
