import type { Response } from '#infra/local/http/message.ts'
import { document } from '#infra/local/s3/xml.ts'
import { parseXml } from '#infra/local/s3/xml.ts'
import type { Elements, Xml } from '#infra/local/s3/xml.ts'
import { AwsError } from '#infra/local/http/aws-error.ts'
import { checkKey } from '#infra/local/s3/address.ts'
import { emptyResponse, xmlResponse } from '#infra/local/s3/call.ts'
import type { BucketCall, ObjectCall } from '#infra/local/s3/call.ts'
import { s3Error } from '#infra/local/s3/errors.ts'
import { receiveDocument } from '#infra/local/s3/receive.ts'
import {
  checkDelete,
  currentVersion,
  deleteVersion,
  isVersioned,
} from '#infra/local/s3/versions.ts'

export async function deleteObject(call: ObjectCall): Promise<Response> {
  checkDelete(call.header('if-match'), currentVersion(call, call.key), call.key)
  const { versionId, isMarker } = await deleteVersion(call, call.key, call.query.get('versionId'))
  return emptyResponse(204, {
    ...(isMarker && { 'x-amz-delete-marker': 'true' }),
    ...(versionId !== undefined && isVersioned(call.bucket) && { 'x-amz-version-id': versionId }),
  })
}

const mostAtOnce = 1000

/** Each key is allowed or refused for itself. */
export async function deleteObjects(call: BucketCall): Promise<Response> {
  const request = parseXml(await receiveDocument(call, true), 'Delete')
  const objects = request.all('Object')
  if (objects.length === 0 || objects.length > mostAtOnce) throw s3Error.malformedXml()
  const isQuiet = request.text('Quiet')?.trim() === 'true'
  const deleted: Xml[] = []
  const errors: Xml[] = []
  for (const object of objects) {
    const key = object.text('Key') ?? ''
    const versionId = object.text('VersionId')?.trim()
    const named = { Key: key, VersionId: versionId }
    try {
      deleted.push({ ...named, ...(await deleteListed(call, key, versionId, object)) })
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      errors.push({ ...named, Code: error.code, Message: error.message })
    }
  }
  return xmlResponse(document('DeleteResult', { Deleted: isQuiet ? [] : deleted, Error: errors }))
}

async function deleteListed(
  call: BucketCall,
  key: string,
  versionId: string | undefined,
  object: Elements,
): Promise<{ readonly [name: string]: Xml }> {
  if (key === '') throw s3Error.malformedXml()
  checkKey(key)
  call.access.check(call.asker, {
    action: versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
    bucket: call.bucket,
    key,
    ...(versionId !== undefined && { context: { 's3:VersionId': versionId } }),
  })
  checkDelete(object.text('ETag'), currentVersion(call, key), key)
  const { versionId: id, isMarker } = await deleteVersion(call, key, versionId)
  return isMarker ? { DeleteMarker: true, DeleteMarkerVersionId: id } : {}
}
