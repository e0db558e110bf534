import { AwsError } from '#infra/local/http/aws-error.ts'
import type { Clock } from '#infra/local/clock.ts'
import type { Handler, Request, Response } from '#infra/local/http/message.ts'
import { anonymous } from '#infra/local/iam/principal.ts'
import type { Refusals } from '#infra/local/iam/refusals.ts'
import type { Random } from '#infra/local/random.ts'
import type { CredentialSource } from '#infra/local/signature/credentials.ts'
import { openPayload } from '#infra/local/signature/payload.ts'
import { verifyS3 } from '#infra/local/signature/verify-s3.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import { createAccess, requestContext } from './access.ts'
import type { Target } from './access.ts'
import { readAddress, readQuery } from './address.ts'
import type { Address } from './address.ts'
import { createBlobs } from './blobs.ts'
import { createBuckets } from './buckets.ts'
import type { Bucket } from './buckets.ts'
import type { Call, Engine } from './call.ts'
import { createCatalog, isObject } from './catalog.ts'
import { corsHeaders, preflight } from './cors.ts'
import { s3Error } from './errors.ts'
import {
  bucketRoutes,
  creation,
  findRoute,
  isUnknownSelector,
  objectRoutes,
  serviceRoutes,
} from './routes.ts'
import type { Route } from './routes.ts'
import { createUploads } from './uploads.ts'
import { plainDocument } from './xml.ts'
import type { Xml } from './xml.ts'

export interface S3Options {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly stack: () => Stack
  readonly place: {
    readonly region: string
    readonly accountId: string
    readonly partition: string
  }
  readonly credentials: CredentialSource
  readonly refusals: Refusals
  /** Names under which a proxy may have been addressed before it changed Host. */
  readonly hosts?: readonly string[]
  /** What policies see as `aws:SecureTransport`; loopback counts as safe unless told otherwise. */
  readonly secureTransport?: boolean
}

/** S3 over HTTP. It answers every request, so it comes last. */
export function createS3(options: S3Options): Handler {
  const { clock, random, place, credentials, hosts = [] } = options
  const engine = createEngine(options)
  // Waits for the first request: whoever only signs users in has no files to look after.
  let swept: Promise<void> | undefined

  async function answer(request: Request, address: Address, bucket: Bucket | undefined) {
    if (request.method === 'OPTIONS') return preflight(bucket?.cors, request, address)
    const query = readQuery(request)
    const verified = await verifyS3(request, { clock, credentials, region: place.region, hosts })
    const principal = verified?.principal ?? anonymous
    const context = requestContext(request, verified, place.accountId, clock)
    const call: Call = {
      ...engine,
      request,
      query,
      verified,
      asker: { principal, context },
      payload: openPayload(request, verified),
      header: (name) => {
        const value = request.headers[name]
        return typeof value === 'string' ? value : value?.join(', ')
      },
    }
    return perform(call, address, bucket)
  }

  return async (request) => {
    await (swept ??= engine.blobs.sweep())
    const chance = random.bytes(64)
    const requestId = chance.toString('hex', 0, 8).toUpperCase()
    const hostId = chance.toString('base64', 8)
    const base = {
      // On the stand-in's clock: it is from here that an SDK learns that its own is wrong.
      date: new Date(clock.now()).toUTCString(),
      'x-amz-request-id': requestId,
      'x-amz-id-2': hostId,
      server: 'AmazonS3',
    }
    let bucket: Bucket | undefined
    let response: Response
    try {
      const address = readAddress(request)
      bucket = address.bucket === undefined ? undefined : engine.buckets.find(address.bucket)
      response = await answer(request, address, bucket)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      response = errorResponse(error, request, requestId, hostId)
    }
    const cors = request.method === 'OPTIONS' ? {} : corsHeaders(bucket?.cors, request)
    return { ...response, headers: { ...base, ...cors, ...response.headers } }
  }
}

function createEngine({
  store,
  clock,
  random,
  stack,
  place,
  refusals,
  ...rest
}: S3Options): Engine {
  const blobs = createBlobs(store, random)
  const catalog = createCatalog(store)
  const uploads = createUploads(store)
  for (const version of catalog.all()) if (isObject(version)) blobs.retain(version.segments)
  for (const part of uploads.allParts()) blobs.retain(part.segments)
  return {
    buckets: createBuckets(store, clock, stack),
    catalog,
    blobs,
    uploads,
    access: createAccess({
      refusals,
      partition: place.partition,
      secureTransport: rest.secureTransport ?? true,
    }),
    clock,
    random,
    region: place.region,
    accountId: place.accountId,
  }
}

/** Finds the operation, asks whether it is allowed, and does it. */
async function perform(
  call: Call,
  address: Address,
  bucket: Bucket | undefined,
): Promise<Response> {
  const { query, request } = call
  const { bucket: name, key } = address
  if (name === undefined) {
    const route = findRoute(serviceRoutes, call) ?? unknown(call)
    return allowed(route, call, {}).run(call)
  }
  if (key === undefined && request.method === creation.method && !isUnknownSelector(query))
    return allowed(creation, call, { bucket: bucket ?? asIf(name) }).run(call, name)
  if (!bucket) throw s3Error.noSuchBucket(name)
  if (key === undefined) {
    const bucketCall = { ...call, bucket }
    const route = findRoute(bucketRoutes, bucketCall) ?? unknown(call)
    return allowed(route, bucketCall, { bucket }).run(bucketCall)
  }
  const objectCall = { ...call, bucket, key }
  const route = findRoute(objectRoutes, objectCall) ?? unknown(call)
  return allowed(route, objectCall, { bucket, key }).run(objectCall)
}

function allowed<C extends Call, R extends Pick<Route<C>, 'action' | 'context'>>(
  route: R,
  call: C,
  target: Omit<Target, 'action'>,
): R {
  const action = typeof route.action === 'function' ? route.action(call) : route.action
  const context = route.context?.(call.query) ?? {}
  if (action !== undefined) call.access.check(call.asker, { ...target, action, context })
  return route
}

const asIf = (name: string): Bucket => ({ name, createdAt: 0, allowsPublic: false })

function unknown({ query, request }: Call): never {
  if (isUnknownSelector(query))
    throw new AwsError(
      'NotImplemented',
      'A header or query you provided requested a function that is not implemented.',
      { status: 501 },
    )
  throw s3Error.methodNotAllowed(request.method)
}

function errorResponse(
  { code, message, status, headers, extra }: AwsError,
  { method, path }: Request,
  requestId: string,
  hostId: string,
): Response {
  const body = plainDocument('Error', {
    Code: code,
    Message: message,
    ...(extra as Readonly<Record<string, Xml>>),
    Resource: path,
    RequestId: requestId,
    HostId: hostId,
  })
  const common = { 'content-type': 'application/xml', ...headers }
  return method === 'HEAD' ? { status, headers: common } : { status, headers: common, body }
}
