import type { Clock } from '#infra/local/clock.ts'
import type { Document, Policy } from '#infra/local/iam/document.ts'
import type { Store } from '#infra/local/store/store.ts'
import type { Stack } from '#infra/local/template/resolve-template.ts'
import type { CorsRule } from './cors.ts'

export type Versioning = 'Enabled' | 'Suspended'

export interface Bucket {
  readonly name: string
  readonly createdAt: number
  /** Absent: never switched on. */
  readonly versioning?: Versioning
  readonly cors?: readonly CorsRule[]
  readonly policy?: Document
  /** Whether a policy that lets everybody in does so: no, unless the template says otherwise. */
  readonly allowsPublic: boolean
}

/** What calls have changed; over a bucket of the template it holds only the differences. */
interface Settings {
  readonly createdAt: number
  readonly made?: true
  readonly versioning?: Versioning
  readonly cors?: readonly CorsRule[] | null
  readonly policy?: Document | null
}

type Declared = Omit<Bucket, 'createdAt'>

/** Buckets of the template and buckets made by calls. */
export function createBuckets(store: Store, clock: Clock, stack: () => Stack) {
  const records = store.collection<Settings>('s3.buckets')
  const declared = new WeakMap<Stack, ReadonlyMap<string, Declared>>()

  const ofTemplate = () => {
    const now = stack()
    let found = declared.get(now)
    if (!found) declared.set(now, (found = declaredBuckets(now)))
    return found
  }

  function find(name: string): Bucket | undefined {
    const base = ofTemplate().get(name)
    let record = records.get(name)
    if (base && !record) records.set(name, (record = { createdAt: clock.now() }))
    if (!record || !(base ?? record.made)) return undefined
    const { createdAt, versioning = base?.versioning } = record
    const cors = record.cors === undefined ? base?.cors : record.cors
    const policy = record.policy === undefined ? base?.policy : record.policy
    return {
      name,
      createdAt,
      allowsPublic: base?.allowsPublic ?? false,
      ...(versioning && { versioning }),
      ...(cors && { cors }),
      ...(policy && { policy }),
    }
  }

  return {
    find,
    all: () =>
      [...new Set([...ofTemplate().keys(), ...[...records.entries()].map(([name]) => name)])]
        .toSorted()
        .flatMap((name) => find(name) ?? []),
    create: (name: string) => records.set(name, { createdAt: clock.now(), made: true }),
    change(name: string, settings: Partial<Settings>) {
      records.set(name, { createdAt: clock.now(), ...records.get(name), ...settings })
    },
    isOfTemplate: (name: string) => ofTemplate().has(name),
    remove: (name: string) => records.delete(name),
  }
}

export type Buckets = ReturnType<typeof createBuckets>

export const policiesOf = ({ policy }: Bucket): readonly Policy[] =>
  policy ? [{ name: 'bucket policy', document: policy }] : []

interface BucketProperties {
  readonly VersioningConfiguration?: { readonly Status?: Versioning }
  readonly CorsConfiguration?: {
    readonly CorsRules?: readonly {
      readonly Id?: string
      readonly AllowedOrigins: readonly string[]
      readonly AllowedMethods: readonly string[]
      readonly AllowedHeaders?: readonly string[]
      readonly ExposedHeaders?: readonly string[]
      readonly MaxAge?: number | string
    }[]
  }
  readonly PublicAccessBlockConfiguration?: {
    readonly RestrictPublicBuckets?: boolean | string
  }
}

function declaredBuckets({ resources }: Stack): ReadonlyMap<string, Declared> {
  const all = [...resources.values()]
  const policies = new Map(
    all
      .filter(({ type }) => type === 'AWS::S3::BucketPolicy')
      .map(({ properties }) => [properties['Bucket'], properties['PolicyDocument'] as Document]),
  )
  return new Map(
    all
      .filter(({ type }) => type === 'AWS::S3::Bucket')
      .map(({ physicalId: name, properties }) => {
        const given = properties as BucketProperties
        const versioning = given.VersioningConfiguration?.Status
        const policy = policies.get(name)
        const restricts = given.PublicAccessBlockConfiguration?.RestrictPublicBuckets
        const blocks = given.PublicAccessBlockConfiguration === undefined
        return [
          name,
          {
            name,
            // A bucket that says nothing blocks everything; one that says something, only that.
            allowsPublic: !blocks && String(restricts) !== 'true',
            ...(versioning && { versioning }),
            ...(policy && { policy }),
            ...(given.CorsConfiguration && { cors: declaredRules(given.CorsConfiguration) }),
          },
        ]
      }),
  )
}

const declaredRules = ({ CorsRules = [] }: NonNullable<BucketProperties['CorsConfiguration']>) =>
  CorsRules.map((rule): CorsRule => ({
    ...(rule.Id && { id: rule.Id }),
    origins: rule.AllowedOrigins,
    methods: rule.AllowedMethods,
    headers: rule.AllowedHeaders ?? [],
    exposed: rule.ExposedHeaders ?? [],
    ...(rule.MaxAge !== undefined && { maxAge: Number(rule.MaxAge) }),
  }))
