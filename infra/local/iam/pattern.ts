/** The value of a policy variable; undefined where the request has no such key, or more than one value. */
export type Lookup = (name: string) => string | undefined

const anything = Symbol('*')
const oneCharacter = Symbol('?')
type Token = string | typeof anything | typeof oneCharacter

const variable = /\$\{(?:([*?$])|([^{},]+?)(?:,\s*'([^']*)')?\s*)\}/g

const wildcards = (text: string): Token[] =>
  Array.from(text, (character) =>
    character === '*' ? anything : character === '?' ? oneCharacter : character,
  )

/** Undefined: a variable has no value, so the pattern matches nothing. */
function tokens(pattern: string, lookup: Lookup | undefined): Token[] | undefined {
  if (lookup === undefined) return wildcards(pattern)
  const result: Token[] = []
  let end = 0
  for (const match of pattern.matchAll(variable)) {
    const [whole, escaped, name, fallback] = match
    result.push(...wildcards(pattern.slice(end, match.index)))
    end = match.index + whole.length
    const value = escaped ?? lookup(name?.trim() ?? '') ?? fallback
    if (value === undefined) return undefined
    // An asterisk inside a value is an asterisk, or a user could name himself into other folders.
    result.push(...Array.from(value))
  }
  result.push(...wildcards(pattern.slice(end)))
  return result
}

/** Linear in practice, and never worse than length times length, whatever a client puts into a key. */
function glob(pattern: readonly Token[], text: readonly string[]) {
  let p = 0
  let t = 0
  let star = -1
  let resume = 0
  while (t < text.length) {
    const token = pattern[p]
    if (token === anything) {
      star = p++
      resume = t
    } else if (token === oneCharacter || (token !== undefined && token === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++resume
    } else return false
  }
  return pattern.slice(p).every((token) => token === anything)
}

/** With `*` and `?`. */
export function matches(pattern: string, text: string, lookup?: Lookup) {
  if (!/[*?]|\$\{/.test(pattern)) return pattern === text
  const parsed = tokens(pattern, lookup)
  return parsed !== undefined && glob(parsed, Array.from(text))
}

/** The text with its variables filled in, wildcards left as they are. */
export function fill(text: string, lookup: Lookup | undefined): string | undefined {
  const parsed = lookup === undefined ? [text] : tokens(text, lookup)
  return parsed?.map((token) => (typeof token === 'string' ? token : token.description)).join('')
}

function splitArn<T>(characters: readonly T[], parts = 6) {
  const result: T[][] = [[]]
  for (const character of characters)
    if (character === ':' && result.length < parts) result.push([])
    else result.at(-1)?.push(character)
  return result
}

/** Part by part, so that an asterisk does not reach over into the next part of the ARN. */
export function matchesArn(pattern: string, arn: string, lookup?: Lookup) {
  if (pattern === '*') return true
  const parsed = tokens(pattern, lookup)
  if (parsed === undefined) return false
  const expected = splitArn(parsed)
  // The last part of a pattern cut short, such as arn:aws:s3:*, stands for the rest.
  const given = splitArn(Array.from(arn), expected.length)
  if (expected.length !== given.length) return false
  return expected.every((part, index) => glob(part, given[index] ?? []))
}
