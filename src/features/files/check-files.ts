import type { Config } from '#src/config.ts'
import { nameProblem } from '#src/aws/file-store/file-names.ts'

export interface Chosen {
  readonly file: File
  /** Below the folder they are put into: `a.txt`, `photos/b.jpg`. */
  readonly path: string
}

export type RefusalReason = 'too-large' | 'type' | 'too-many' | 'name' | 'name-too-long'

export interface Refusal {
  readonly name: string
  readonly reason: RefusalReason
}

/** As `accept` of a file input: `image/*`, `text/plain`, `.pdf`. */
function isAccepted({ name, type }: File, accept: readonly string[]) {
  if (accept.length === 0) return true
  const mime = type.toLowerCase()
  return accept.some((entry) => {
    const wanted = entry.trim().toLowerCase()
    if (wanted.startsWith('.')) return name.toLowerCase().endsWith(wanted)
    return wanted.endsWith('/*') ? mime.startsWith(wanted.slice(0, -1)) : mime === wanted
  })
}

function refusalOf({ file, path }: Chosen, folder: string, limits: Config['files']) {
  let before = folder
  for (const segment of path.split('/')) {
    const problem = nameProblem(segment, before)
    if (problem) return problem === 'too-long' ? 'name-too-long' : 'name'
    before += `${segment}/`
  }
  if (file.size > limits.maxFileBytes) return 'too-large'
  return isAccepted(file, limits.types) ? undefined : 'type'
}

/** `present`: how many files there are already, as far as the page knows. */
export function checkFiles(
  chosen: readonly Chosen[],
  folder: string,
  limits: Config['files'],
  present = 0,
): { readonly accepted: readonly Chosen[]; readonly refused: readonly Refusal[] } {
  const accepted: Chosen[] = []
  const refused: Refusal[] = []
  for (const one of chosen) {
    const reason =
      refusalOf(one, folder, limits) ??
      (present + accepted.length >= limits.maxFiles ? ('too-many' as const) : undefined)
    if (reason) refused.push({ name: one.path, reason })
    else accepted.push(one)
  }
  return { accepted, refused }
}
