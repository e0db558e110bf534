import { createAction } from './action.ts'
import { AuthError } from '#src/aws/auth-error.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { Engine } from '#src/aws/engine.ts'
import { type Failure, requestBegan, requestDone, requestFailed } from './requests.ts'
import type { AppDispatch, RootState } from './store.ts'

export type { Failure } from './requests.ts'

/** Changes nothing; an action of any kind brings the store (deferred-store.ts). */
export const storeWanted = createAction<void>('store/wanted')

interface Tools {
  readonly services: Engine
  readonly dispatch: AppDispatch
  readonly getState: () => RootState
  readonly signal: AbortSignal
}

type Outcome<Result> =
  | { readonly status: 'done'; readonly value: Result }
  | { readonly status: 'failed' | 'aborted'; readonly error: AuthError }

/** Settles without ever rejecting; `unwrap` rejects with what went wrong. */
export type Running<Result> = Promise<Outcome<Result>> & {
  readonly abort: (reason?: unknown) => void
  readonly unwrap: () => Promise<Result>
}

/**
 * A thunk whose input never shows in an action, because it may be a password, and of which one
 * runs at a time: a second submit gets the promise of the first. What becomes of it is kept in the
 * store under its name (`useRequest`).
 */
export function createSealedThunk<Input, Result = void>(
  name: string,
  run: (input: Input, tools: Tools) => Promise<Result>,
) {
  const underway = new WeakMap<Services, Running<Result>>()

  const start =
    (input: Input) =>
    (dispatch: AppDispatch, getState: () => RootState, services: Services): Running<Result> => {
      const already = underway.get(services)
      if (already) return already
      const controller = new AbortController()
      const { signal } = controller
      const owner = ownerOf(getState())
      const hasLeft = () => owner !== undefined && ownerOf(getState()) !== owner

      const attempt = async (): Promise<Outcome<Result>> => {
        dispatch(requestBegan({ name }))
        try {
          const engine = await services.engine()
          const tools = { services: engine, dispatch, getState, signal }
          const value = await orAborted(run(input, tools), signal)
          dispatch(requestDone({ name }))
          return { status: 'done', value }
        } catch (error) {
          const known = toKnown(error)
          // What befell one person is not for the next to read, either.
          if (signal.aborted || known.code === 'aborted' || hasLeft()) {
            // Begun again since, it is no longer this attempt that the store tells of.
            if (free()) dispatch(requestDone({ name }))
            return { status: 'aborted', error: known }
          }
          dispatch(requestFailed({ name, failure: failureOf(known, services) }))
          return { status: 'failed', error: known }
        } finally {
          free()
        }
      }
      const free = () => underway.get(services) === running && underway.delete(services)

      const outcome = attempt()
      const running: Running<Result> = Object.assign(outcome, {
        abort: (reason?: unknown) => {
          // Aborted and begun again at once, as StrictMode does with effects, is begun anew.
          if (free()) dispatch(requestDone({ name }))
          controller.abort(reason)
        },
        unwrap: async () => {
          const settled = await outcome
          if (settled.status === 'done') return settled.value
          throw settled.error
        },
      })
      underway.set(services, running)
      return running
    }
  return Object.assign(start, { typePrefix: name })
}

const ownerOf = ({ auth }: RootState) => ('user' in auth ? auth.user.sub : undefined)

/** Whoever aborted does not wait for work that takes no notice. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(new AuthError('aborted', { cause: signal.reason }))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject)
  })
}

/** What does not come from src/aws as an error of its own is code that could not be loaded. */
const toKnown = (error: unknown): AuthError =>
  error instanceof AuthError
    ? error
    : new AuthError(error instanceof TypeError ? 'network' : 'unknown', { cause: error })

function failureOf(
  { code, field, retryAfterSeconds: wait }: AuthError,
  services: Services,
): Failure {
  return {
    code,
    ...(field === undefined ? {} : { field }),
    ...(wait === undefined ? {} : { retryAt: services.platform.now() + wait * 1000 }),
  }
}
