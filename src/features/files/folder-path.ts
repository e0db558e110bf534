import { nameProblem } from '#src/aws/file-store/file-names.ts'
import { paths } from '#src/paths.ts'

/** The folder that an address of this page means, `a/b/`, or undefined where it means none. */
export function folderOf(pathname: string): string | undefined {
  const rest = pathname.slice(paths.files.length).replace(/^\//, '').replace(/\/$/, '')
  if (rest === '') return ''
  let folder = ''
  for (const segment of rest.split('/')) {
    const name = decode(segment)
    if (name === undefined || nameProblem(name, folder)) return undefined
    folder += `${name}/`
  }
  return folder
}

function decode(segment: string) {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

export const addressOf = (folder: string) =>
  `${paths.files}/${folder.split('/').map(encodeURIComponent).join('/')}`

/** `[['a', 'a/'], ['b', 'a/b/']]` of `a/b/`: each folder on the way with its path. */
export function ancestors(folder: string): readonly (readonly [name: string, path: string])[] {
  let path = ''
  return folder
    .split('/')
    .slice(0, -1)
    .map((name) => [name, (path += `${name}/`)] as const)
}
