import { isIntrinsic, resolveValue, noValue } from './intrinsics.ts'
import type { Lookup } from './intrinsics.ts'
import { nameResource } from './physical-names.ts'
import type { Place } from './physical-names.ts'

type Json = Readonly<Record<string, unknown>>

/** The parts of a CloudFormation template that are read here. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly Conditions?: Json
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties?: Json; readonly Condition?: string }
    >
  >
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Condition?: string }>
  >
}

export interface Resource {
  readonly logicalId: string
  readonly type: string
  readonly physicalId: string
  readonly arn?: string
  readonly properties: Json
}

export interface Stack {
  readonly resources: ReadonlyMap<string, Resource>
  readonly outputs: Readonly<Record<string, string>>
}

/** What CloudFormation would make of the template, as plain data. */
export function resolveTemplate(template: Template, place: Place): Stack {
  const conditions = new Map<string, boolean>()
  const holds = (name: string | undefined): boolean => {
    if (name === undefined) return true
    const known = conditions.get(name)
    if (known !== undefined) return known
    const declared = template.Conditions?.[name]
    if (declared === undefined) throw new Error(`The template has no condition named ${name}.`)
    const held = resolveValue(declared, lookup) === true
    conditions.set(name, held)
    return held
  }

  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': place.region,
    'AWS::AccountId': place.accountId,
    'AWS::Partition': place.partition,
    'AWS::StackName': place.stackName,
    'AWS::StackId': place.stackId,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  }

  const names = new Map<string, ReturnType<typeof nameResource>>()
  const named = (logicalId: string) => {
    const known = names.get(logicalId)
    if (known) return known
    const resource = declared.get(logicalId)
    if (!resource) throw new Error(`The template refers to ${logicalId}, which it does not have.`)
    const made = nameResource(
      resource.Type,
      place,
      logicalId,
      namesOnly(resource.Properties ?? {}, lookup),
    )
    names.set(logicalId, made)
    return made
  }

  const lookup: Lookup = {
    ref(name) {
      if (name in pseudo) return pseudo[name]
      const parameter = template.Parameters?.[name]
      return parameter ? (parameter.Default ?? '') : named(name).physicalId
    },
    attribute(logicalId, attribute) {
      const { arn, attributes, physicalId } = named(logicalId)
      // Nothing the stand-in plays lacks its attributes; for the rest any stable text will do.
      return attributes?.[attribute] ?? (attribute === 'Arn' && arn) ?? `${physicalId}.${attribute}`
    },
    condition: holds,
    mapping: (map, top, second) => template.Mappings?.[map]?.[top]?.[second],
  }

  const declared = new Map(
    Object.entries(template.Resources).filter(([, { Condition }]) => holds(Condition)),
  )

  const resources = new Map<string, Resource>()
  for (const [logicalId, { Type: type, Properties = {} }] of declared) {
    const { physicalId, arn } = named(logicalId)
    const properties = resolveValue(Properties, lookup) as Json
    resources.set(logicalId, { logicalId, type, physicalId, ...(arn && { arn }), properties })
  }

  const outputs: Record<string, string> = {}
  for (const [name, { Value, Condition }] of Object.entries(template.Outputs ?? {}))
    if (holds(Condition)) outputs[name] = String(resolveValue(Value, lookup))

  return { resources, outputs }
}

/** Only texts can be names; resolving everything here would go in circles. */
const namesOnly = (properties: Json, lookup: Lookup): Json =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => /Name$|^Path$/.test(key))
      .map(([key, value]) => [key, isIntrinsic(value) ? resolveValue(value, lookup) : value]),
  )
