import { fileURLToPath } from 'node:url'
import type { Plugin, Rolldown } from 'vite'

const own = (file: string) =>
  fileURLToPath(new URL(`../../src/aws/lean/${file}`, import.meta.url)).replaceAll('\\', '/')
const exported = (names: string, file: string) =>
  `export { ${names} } from ${JSON.stringify(own(file))}`

/** In place of what is never reached; whoever reaches it after all is told where to look. */
const unreached = (...names: readonly string[]) =>
  `export function ${names[0]}() { throw new Error('${names[0]}: left out by infra/build/lean-libraries.ts') }
${names
  .slice(1)
  .map((name) => `export { ${names[0]} as ${name} }`)
  .join('\n')}`

/** In place of a step of every request that has nothing to do here. */
const noStep = (name: string, ...others: readonly string[]) =>
  `export const ${name} = () => ({ applyToStack() {} })
${others.map((other) => `export { ${name} as ${other} }`).join('\n')}`

const asIs = (name: string) => `export const ${name} = (config) => config`

const smithy = '@smithy/core/dist-es/submodules'
const client = '@aws-sdk/core/dist-es/submodules/client'
const forS3 = '@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3'
const checksums = '@aws-sdk/checksums/dist-es/submodules'

type Modules = Readonly<Record<string, string>>

/** By the library that is loaded with them, the modules that are replaced, and by what. */
const replaced: Readonly<Record<string, Modules>> = {
  '@aws-sdk/credential-provider-cognito-identity': {
    // identity-pool-client.ts asks instead, and identity-pool.ts has a cache of its own.
    '@aws-sdk/credential-provider-cognito-identity/dist-es/loadCognitoIdentity.js': `
      export class GetIdCommand { constructor(input) { this.input = input } }
      export class GetCredentialsForIdentityCommand extends GetIdCommand {}
      ${unreached('CognitoIdentityClient')}`,
    '@aws-sdk/credential-provider-cognito-identity/dist-es/localStorage.js':
      unreached('localStorage'),
  },

  '@aws-sdk/client-s3': {
    '@aws-sdk/client-s3/dist-es/endpoint/endpointResolver.js': exported(
      'resolveS3Endpoint as defaultEndpointResolver',
      's3-endpoint.ts',
    ),

    // s3-client.ts has a way to the network of its own, names how to try again, and brings no
    // extension.
    '@smithy/fetch-http-handler/dist-es/fetch-http-handler.js': `
      export const keepAliveSupport = {}
      export const FetchHttpHandler = { create: (handler) => handler }`,
    [`${smithy}/config/defaults-mode/resolveDefaultsModeConfig.browser.js`]: `export const resolveDefaultsModeConfig = () => () => Promise.resolve('legacy')`,
    [`${smithy}/retry/util-retry/AdaptiveRetryStrategy.js`]: unreached('AdaptiveRetryStrategy'),
    '@aws-sdk/client-s3/dist-es/runtimeExtensions.js': asIs('resolveRuntimeExtensions'),

    // Directory buckets and access points of several regions: s3-endpoint.ts knows neither.
    '@aws-sdk/client-s3/dist-es/commands/CreateSessionCommand.js':
      unreached('CreateSessionCommand'),
    [`${forS3}/middleware-s3-express/classes/S3ExpressIdentityProviderImpl.js`]:
      'export class S3ExpressIdentityProviderImpl {}',
    [`${forS3}/middleware-s3-express/functions/s3ExpressMiddleware.js`]: noStep(
      'getS3ExpressPlugin',
      's3ExpressMiddleware',
      's3ExpressMiddlewareOptions',
    ),
    [`${forS3}/middleware-s3-express/functions/s3ExpressHttpSigningMiddleware.js`]: noStep(
      'getS3ExpressHttpSigningPlugin',
      's3ExpressHttpSigningMiddleware',
      's3ExpressHttpSigningMiddlewareOptions',
    ),
    '@aws-sdk/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js': `
      import { SignatureV4 } from '@smithy/signature-v4'
      export class SignatureV4MultiRegion extends SignatureV4 {
        static sigv4aDependency() { return 'none' }
      }`,
    '@aws-sdk/core/dist-es/submodules/httpAuthSchemes/aws_sdk/AwsSdkSigV4ASigner.js':
      'export class AwsSdkSigV4ASigner {}',

    // Only S3 Select streams events.
    [`${smithy}/event-streams/index.browser.js`]: `
      ${unreached('eventStreamSerdeProvider', 'EventStreamSerde')}
      ${asIs('resolveEventStreamSerdeConfig')}`,
    '@smithy/signature-v4/dist-es/HeaderFormatter.js': 'export class HeaderFormatter {}',

    // Uploads bring their CRC-32 (checksum.ts); the SDK adds one to DELETEs of many, and checks none.
    [`${checksums}/crc/crc32c/Crc32cJs.js`]: unreached('Crc32cJs'),
    [`${checksums}/crc/crc64-nvme/Crc64NvmeJs.js`]: unreached('Crc64NvmeJs'),
    [`${checksums}/sha/sha1/Sha1Js.js`]: unreached('Sha1Js'),
    [`${checksums}/flexible-checksums/validateChecksumFromResponse.js`]: unreached(
      'validateChecksumFromResponse',
    ),
    [`${smithy}/checksum/md5/Md5Js.js`]: unreached('Md5Js'),
    [`${smithy}/checksum/hash-blob-browser/blobHasher.js`]: unreached('blobHasher'),
    [`${smithy}/serde/util-stream/getAwsChunkedEncodingStream.browser.js`]: unreached(
      'getAwsChunkedEncodingStream',
    ),
    [`${smithy}/serde/util-stream/createBufferedReadable.browser.js`]:
      unreached('createBufferedReadable'),
    [`${smithy}/serde/util-stream/checksum/createChecksumStream.browser.js`]:
      unreached('createChecksumStream'),

    // Which SDK it was, for AWS's statistics. The version in each package.json is for this alone.
    [`${client}/middleware-user-agent/user-agent-middleware.js`]: noStep(
      'getUserAgentPlugin',
      'userAgentMiddleware',
      'getUserAgentMiddlewareOptions',
    ),
    [`${client}/middleware-user-agent/configurations.js`]: `
      export const DEFAULT_UA_APP_ID = undefined
      ${asIs('resolveUserAgentConfig')}`,
    [`${client}/util-user-agent-browser/defaultUserAgent.js`]: `
      export const createDefaultUserAgentProvider = () => undefined
      ${unreached('defaultUserAgent', 'fallback')}`,
    '@aws-sdk/client-s3/package.json': 'export default { version: "" }',

    // Nothing is logged, no other region is gone to, no key for encryption is sent along, and the
    // header `Expect` is Node's.
    [`${client}/middleware-logger/loggerMiddleware.js`]: noStep(
      'getLoggerPlugin',
      'loggerMiddleware',
      'loggerMiddlewareOptions',
    ),
    [`${smithy}/client/smithy-client/schemaLogFilter.js`]: unreached('schemaLogFilter'),
    [`${forS3}/middleware-region-redirect/region-redirect-middleware.js`]: noStep(
      'getRegionRedirectMiddlewarePlugin',
      'regionRedirectMiddleware',
      'regionRedirectMiddlewareOptions',
    ),
    [`${forS3}/middleware-ssec/middleware-ssec.js`]: noStep(
      'getSsecPlugin',
      'ssecMiddleware',
      'ssecMiddlewareOptions',
      'isValidBase64EncodedSSECustomerKey',
    ),
    [`${forS3}/middleware-expect-continue/middleware-expect-continue.js`]: noStep(
      'getAddExpectContinuePlugin',
      'addExpectContinueMiddleware',
      'addExpectContinueMiddlewareOptions',
    ),
  },

  'amazon-cognito-identity-js': {
    'amazon-cognito-identity-js/es/BigInteger.js': exported(
      'BigInteger as default',
      'big-integer.ts',
    ),
    // user-pool.ts puts its own client into each pool.
    'amazon-cognito-identity-js/es/Client.js': 'export default class Client {}',
  },
}

/** What amazon-cognito-identity-js imports by these names is from here. */
const dependencies: Modules = {
  buffer: own('buffer.ts'),
  '@aws-crypto/sha256-js': own('sha256.ts'),
}
const importers = 'amazon-cognito-identity-js/es/'

const whatNow = 'strike it from infra/build/lean-libraries.ts, or name what took its place'

const codeOf = new Map(Object.values(replaced).flatMap((modules) => Object.entries(modules)))
const nameOf = (id: string) =>
  id.replaceAll('\\', '/').split('/node_modules/').slice(1).at(-1) ?? ''

/**
 * Leaves out what the app's configuration of a library never reaches, and puts in ours where the
 * library brings code for browsers of another age: half of both libraries (brotli). For
 * `optimizeDeps` as well, so that development runs what is deployed.
 */
export function leanLibraries() {
  return {
    name: 'lean-libraries',
    enforce: 'pre',
    resolveId(source: string, importer: string | undefined) {
      return importer && nameOf(importer).startsWith(importers) ? dependencies[source] : undefined
    },
    load(id: string) {
      const code = codeOf.get(nameOf(id))
      return code === undefined ? null : { code, moduleType: 'js' }
    },
    generateBundle() {
      const ids = [...this.getModuleIds()]
      const names = new Set(ids.map(nameOf))
      const libraries = new Set([...names].map((name) => name.match(/^(?:@[^/]+\/)?[^/]+/)?.[0]))
      for (const [library, modules] of Object.entries(replaced))
        for (const module of libraries.has(library) ? Object.keys(modules) : [])
          if (!names.has(module)) this.error(`${module} is no longer where it was: ${whatNow}`)
      for (const [name, file] of Object.entries(dependencies))
        if (ids.some((id) => nameOf(id).startsWith(importers)) && !ids.includes(file))
          this.error(`amazon-cognito-identity-js has no use for ${name} any more: ${whatNow}`)
    },
  } satisfies Plugin & Rolldown.Plugin
}
