/** Runs over all items, so many at a time; stops beginning new ones at the first failure. */
export async function inParallel<T>(
  items: Iterable<T>,
  atOnce: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  let stopped = false
  const worker = async () => {
    for (let next = iterator.next(); !next.done && !stopped; next = iterator.next())
      try {
        await run(next.value)
      } catch (error) {
        stopped = true
        throw error
      }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
