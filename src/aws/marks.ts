/**
 * Numbers that every tab sees as soon as they are written. `localStorage` does not promise that:
 * the next holder of a lock may still read what was there before, IndexedDB it reads after the
 * commit. Only counters live here, nothing secret.
 */
export interface Marks {
  read(name: string): Promise<number>
  write(name: string, value: number): Promise<void>
  remove(name: string): Promise<void>
}

/** Even to look for IndexedDB can be refused, hence `find`. */
export function createMarks(find: () => IDBFactory | undefined): Marks {
  let opening: Promise<IDBDatabase> | undefined
  const open = () => {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const factory = find()
      if (!factory) throw new Error('IndexedDB is missing')
      const request = factory.open('session-marks', 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('marks'))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
      request.addEventListener('blocked', () => reject(new Error('blocked')))
    })
    opening.catch(() => (opening = undefined))
    return opening
  }

  async function run<T>(mode: IDBTransactionMode, act: (marks: IDBObjectStore) => IDBRequest<T>) {
    const database = await open()
    const transaction = database.transaction('marks', mode)
    const request = act(transaction.objectStore('marks'))
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')))
    })
    return request.result
  }

  // A browser's first time takes as long as a request, and nobody should wait for that later.
  open().catch(() => undefined)

  // Private windows of some browsers refuse IndexedDB; then the lock alone has to do.
  return {
    read: (name) =>
      run('readonly', (marks) => marks.get(name) as IDBRequest<unknown>).then(
        (value) => (typeof value === 'number' ? value : 0),
        () => 0,
      ),
    write: (name, value) => settled(run('readwrite', (marks) => marks.put(value, name))),
    remove: (name) => settled(run('readwrite', (marks) => marks.delete(name))),
  }
}

const settled = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    () => undefined,
  )
