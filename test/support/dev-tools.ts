type Create = (reducer: (state: unknown, action: unknown) => unknown, state: unknown) => unknown
type Enhancer = (create: Create) => Create

const list = Symbol.for('what the developer tools were shown')

/** Redux Toolkit looks for the extension once, when it is loaded, so it has to be there first. */
export function installDevTools(global: Record<PropertyKey, unknown>) {
  const actions: unknown[] = []
  const recorder: Enhancer = (create) => (reducer, state) =>
    create((current, action) => {
      actions.push(action)
      return reducer(current, action)
    }, state)
  global[list] = actions
  global['__REDUX_DEVTOOLS_EXTENSION_COMPOSE__'] =
    () =>
    (...enhancers: Enhancer[]): Enhancer =>
    (create) =>
      [...enhancers, recorder].reduceRight((made, enhance) => enhance(made), create)
}

/** Every action as it reaches the reducers. */
export const shownToDevTools = () =>
  (globalThis as unknown as Record<symbol, unknown[]>)[list] ?? []
