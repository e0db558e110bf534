import type { Rolldown } from 'vite'

type Splitting = Extract<NonNullable<Rolldown.OutputOptions['codeSplitting']>, object>
type Groups = NonNullable<Splitting['groups']>

/** Whether a module is needed as soon as the one whose file matches runs. */
function neededBy(root: RegExp) {
  const known = new Map<string, boolean>()
  const isNeeded = (id: string, context: Rolldown.ChunkingContext): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    // Cycles: while a module is being looked at, it does not count for itself.
    known.set(id, false)
    const importers = context.getModuleInfo(id)?.importers ?? []
    const needed = root.test(id) || importers.some((importer) => isNeeded(importer, context))
    known.set(id, needed)
    return needed
  }
  return isNeeded
}

/**
 * What the entry needs is one file named `app`, so is each language, of which a page shows several
 * parts, and so is the AWS SDK, which waits until it is wanted. Left alone the bundler makes a file
 * of each module that two pages share, and the SDK falls into pieces that load one after another.
 * `false` keeps helpers that the SDK shares with the app out of its file, or the app would load all
 * of it for them.
 */
export function chunkGroups(entry: RegExp): Groups {
  const isNeeded = neededBy(entry)
  return [
    {
      name: 'aws-sdk',
      test: /node_modules[\\/](@aws-sdk|@smithy|@aws)[\\/]|aws[\\/]lean[\\/]s3-/,
      includeDependenciesRecursively: false,
    },
    {
      debugName: 'language',
      // English comes with the pages.
      name: (id) => /src[\\/]words[\\/](?!en[\\/])([\w-]+)[\\/]/.exec(id)?.[1] ?? null,
      includeDependenciesRecursively: false,
    },
    {
      debugName: 'app',
      name: (id, context) => (isNeeded(id, context) ? 'app' : null),
      includeDependenciesRecursively: false,
    },
  ]
}
