/** What the SDK knows when it asks where a request goes. */
interface Parameters {
  readonly Region?: string
  readonly Bucket?: string
  readonly Endpoint?: string
  readonly ForcePathStyle?: boolean
  readonly Accelerate?: boolean
  readonly UseDualStack?: boolean
  readonly UseFIPS?: boolean
}

/** Where AWS is not at amazonaws.com, by how the names of its regions begin. */
const suffixes: readonly (readonly [start: string, suffix: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
]

const hostable = /^[a-z\d][a-z\d-]{1,61}[a-z\d]$/
const label = /^(?!-)[a-z\d-]{1,63}(?<!-)$/i

/**
 * Where S3 is, for buckets of the general kind. The SDK's rules are a table for every kind there is,
 * with a machine that reads it, and were a ninth of its code; a test compares the two.
 */
export function resolveS3Endpoint(parameters: Parameters) {
  const { Region: region = '', Bucket: bucket = '', Endpoint: endpoint } = parameters
  if (!label.test(region)) throw new Error(`Not a region: ${region}`)
  if (/^arn:|--(x|op)-s3$/.test(bucket))
    throw new Error(`Not a bucket of the general kind: ${bucket}`)
  for (const name of ['Accelerate', 'UseDualStack', 'UseFIPS'] as const)
    if (parameters[name]) throw new Error(`${name} is not among the rules of src/aws/lean`)

  const suffix = suffixes.find(([start]) => region.startsWith(start))?.[1] ?? 'amazonaws.com'
  const { protocol, host, hostname, pathname } = new URL(
    endpoint ?? `https://s3.${region}.${suffix}`,
  )
  const asHost =
    !parameters.ForcePathStyle &&
    // A certificate covers one label more, and no address has more in it than that.
    (protocol === 'http:' ? bucket.split('.') : [bucket]).every((part) => hostable.test(part)) &&
    !/^[\d.]+$|^\[/.test(hostname)
  const address = asHost
    ? `${bucket}.${host}${pathname}`
    : `${host}${pathname.replace(/\/?$/, '/')}${encode(bucket)}`
  return {
    url: new URL(`${protocol}//${address}`),
    headers: {},
    properties: {
      authSchemes: [
        { disableDoubleEncoding: true, name: 'sigv4', signingName: 's3', signingRegion: region },
      ],
    },
  }
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
