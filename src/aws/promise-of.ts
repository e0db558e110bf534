/** `Promise.withResolvers`, which Node 20 does not have yet. */
export function promiseOf<T>() {
  let settle: { resolve: (value: T) => void; reject: (reason: unknown) => void } | undefined
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }))
  if (!settle) throw new TypeError('the executor of a promise runs at once')
  return { promise, ...settle }
}
