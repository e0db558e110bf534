import { basename } from 'node:path'

/**
 * Names a class of a CSS module after its file: shorter to send than a hash, and the inspector
 * shows where to look. So no two such files may have the same name.
 */
export function classNames() {
  const owners = new Map<string, string>()
  return (name: string, file: string) => {
    const [path = file] = file.split('?')
    const owner = basename(path, '.module.css')
    const known = owners.get(owner) ?? path
    if (known !== path)
      throw new Error(`${path} and ${known} would name their classes alike: rename one of them`)
    owners.set(owner, path)
    return `${owner}_${name}`
  }
}
