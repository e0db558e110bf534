import type { Rolldown } from 'vite'

type Groups = Extract<NonNullable<Rolldown.OutputOptions['codeSplitting']>, object>['groups']

/**
 * Everything the first page load needs is one file, and the AWS SDK is one file that waits until it
 * is wanted. Left alone the bundler makes a file of each module that two pages share, and the SDK
 * falls into pieces that load one after another. `false` keeps helpers that the SDK shares with the
 * app out of its file, or the app would load all of it for them.
 */
export function chunkGroups(entry: RegExp): Groups {
  const known = new Map<string, boolean>()

  const isInitial = (id: string, context: Rolldown.ChunkingContext): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    // Cycles: while a module is being looked at, it does not count for itself.
    known.set(id, false)
    const importers = context.getModuleInfo(id)?.importers ?? []
    const initial = entry.test(id) || importers.some((importer) => isInitial(importer, context))
    known.set(id, initial)
    return initial
  }

  return [
    {
      name: 'aws-sdk',
      test: /node_modules[\\/](@aws-sdk|@smithy|@aws)[\\/]/,
      includeDependenciesRecursively: false,
    },
    {
      debugName: 'app',
      name: (id, context) => (isInitial(id, context) ? 'app' : null),
      includeDependenciesRecursively: false,
    },
  ] as Groups
}
