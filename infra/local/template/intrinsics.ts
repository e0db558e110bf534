/** Stands for a property that is to be left out. */
export const noValue = Symbol('AWS::NoValue')

export interface Lookup {
  ref(name: string): unknown
  attribute(logicalId: string, attribute: string): unknown
  condition(name: string): boolean
  mapping(map: string, top: string, second: string): unknown
}

type Resolve = (value: unknown) => unknown

const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : [String(value)])

const intrinsics: Readonly<
  Record<string, (argument: unknown, lookup: Lookup, resolve: Resolve) => unknown>
> = {
  Ref: (name, lookup) => lookup.ref(String(name)),
  Condition: (name, lookup) => lookup.condition(String(name)),
  'Fn::GetAtt': (argument, lookup) => {
    const [logicalId = '', ...path] =
      typeof argument === 'string' ? argument.split('.') : texts(argument)
    return lookup.attribute(logicalId, path.join('.'))
  },
  'Fn::Join': (argument, _lookup, resolve) => {
    const [separator, parts] = resolve(argument) as [string, unknown]
    return texts(parts).join(separator)
  },
  'Fn::Sub': (argument, lookup, resolve) => {
    const [text, given] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Record<string, unknown>,
    ]
    const variables = resolve(given) as Record<string, unknown>
    return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (Object.hasOwn(variables, name)) return String(variables[name])
      const [logicalId = '', ...path] = name.split('.')
      return String(
        path.length > 0 ? lookup.attribute(logicalId, path.join('.')) : lookup.ref(name),
      )
    })
  },
  'Fn::Select': (argument, _lookup, resolve) => {
    const [index, items] = resolve(argument) as [string | number, unknown]
    return texts(items)[Number(index)]
  },
  'Fn::Split': (argument, _lookup, resolve) => {
    const [separator, text] = resolve(argument) as [string, string]
    return text.split(separator)
  },
  'Fn::Base64': (argument, _lookup, resolve) =>
    Buffer.from(String(resolve(argument))).toString('base64'),
  'Fn::FindInMap': (argument, lookup, resolve) => {
    const [map = '', top = '', second = ''] = texts(resolve(argument))
    return lookup.mapping(map, top, second)
  },
  'Fn::GetAZs': () => [],
  'Fn::If': (argument, lookup, resolve) => {
    const [name, whenTrue, whenFalse] = argument as [string, unknown, unknown]
    return resolve(lookup.condition(name) ? whenTrue : whenFalse)
  },
  'Fn::Equals': (argument, _lookup, resolve) => {
    const [left, right] = texts(resolve(argument))
    return left === right
  },
  'Fn::And': (argument, _lookup, resolve) => (resolve(argument) as unknown[]).every(Boolean),
  'Fn::Or': (argument, _lookup, resolve) => (resolve(argument) as unknown[]).some(Boolean),
  'Fn::Not': (argument, _lookup, resolve) => !(resolve(argument) as unknown[])[0],
}

const soleKey = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const keys = Object.keys(value)
  return keys.length === 1 ? keys[0] : undefined
}

/** `Condition` is also an ordinary key, of IAM statements, where it holds an object. */
export function isIntrinsic(value: unknown): value is Readonly<Record<string, unknown>> {
  const key = soleKey(value)
  if (key === undefined) return false
  if (key === 'Condition') return typeof (value as { Condition: unknown }).Condition === 'string'
  return key === 'Ref' || key.startsWith('Fn::')
}

export function resolveValue(value: unknown, lookup: Lookup): unknown {
  const resolve: Resolve = (inner) => resolveValue(inner, lookup)
  if (isIntrinsic(value)) {
    const [name = '', argument] = Object.entries(value)[0] ?? []
    const intrinsic = intrinsics[name]
    if (!intrinsic) throw new Error(`The stand-in does not know the template function ${name}.`)
    return intrinsic(argument, lookup, resolve)
  }
  if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== noValue)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, inner]) => [key, resolve(inner)] as const)
        .filter(([, inner]) => inner !== noValue),
    )
  return value
}
