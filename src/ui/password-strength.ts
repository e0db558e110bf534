export type Strength = 0 | 1 | 2 | 3 | 4

const pools: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 100],
]

/** A step of zero or one, as in "aaa", "123" and "cba", adds next to nothing to a guess. */
const isPredictable = (text: string, index: number) => {
  const step = (text.codePointAt(index) ?? 0) - (text.codePointAt(index - 1) ?? 0)
  return Math.abs(step) <= 1
}

/** A rough count of guesses, in bits. It encourages; it refuses nothing. */
export function strengthOf(password: string, isCommon = false): Strength {
  if (isCommon) return 0
  const pool = pools.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0)
  const alike = new Set(password.toLowerCase()).size
  let length = 0
  for (let index = 0; index < password.length; index++)
    length += index > 0 && isPredictable(password, index) ? 0.25 : 1
  const bits = Math.min(length, alike * 1.6) * Math.log2(pool || 1)
  if (bits < 28) return 0
  if (bits < 42) return 1
  if (bits < 56) return 2
  return bits < 72 ? 3 : 4
}
