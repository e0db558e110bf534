import type { Response } from '#infra/local/http/message.ts'
import { emptyResponse } from '#infra/local/s3/call.ts'
import type { ObjectCall } from '#infra/local/s3/call.ts'
import { checkWrite } from '#infra/local/s3/conditions.ts'
import {
  checksumHeaders,
  quoted,
  readObjectHeaders,
  versionHeader,
} from '#infra/local/s3/object-headers.ts'
import { receiveBody } from '#infra/local/s3/receive.ts'
import { commit, currentVersion, isVersioned } from '#infra/local/s3/versions.ts'

export async function putObject(call: ObjectCall): Promise<Response> {
  const headers = readObjectHeaders(call.request)
  // Before the body, to spare the client sending it; and again when it is there.
  checkWrite(call, call.key, currentVersion(call, call.key))
  const { checksum, ...received } = await receiveBody(call)
  const { id, ...stored } = await commit(call, {
    ...received,
    headers,
    ...(checksum && { checksum: { ...checksum, type: 'FULL_OBJECT' } }),
  })
  return emptyResponse(200, {
    etag: quoted(stored.etag),
    'x-amz-server-side-encryption': 'AES256',
    ...checksumHeaders(stored.checksum),
    ...versionHeader(id, isVersioned(call.bucket)),
  })
}
