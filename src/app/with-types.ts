import { createAsyncThunk } from '@reduxjs/toolkit'

import { AuthError } from '#src/aws/auth-error.ts'
import type { AuthErrorCode } from '#src/aws/auth-error.ts'
import type { Services } from '#src/aws/create-services.ts'
import type { Engine } from '#src/aws/engine.ts'

import type { AppDispatch, RootState } from './store.ts'

/** An error as the store keeps it: a code to find words for, and what belongs in them. */
export interface Failure {
  readonly code: AuthErrorCode
  /** The attribute that was refused, as Cognito names it. */
  readonly field?: string
  /** The device's time, in milliseconds, from which trying again makes sense. */
  readonly retryAt?: number
}

const createAppAsyncThunk = createAsyncThunk.withTypes<{
  state: RootState
  dispatch: AppDispatch
  extra: Services
  rejectValue: Failure
}>()

/** Stands for an input in actions, where devtools and every middleware look. */
export interface Sealed {
  readonly sealed: true
}

interface Tools {
  readonly services: Engine
  readonly dispatch: AppDispatch
  readonly getState: () => RootState
  readonly signal: AbortSignal
}

/**
 * A thunk whose input never shows in an action, because it may be a password, and of which one
 * runs at a time: a second submit gets the promise of the first.
 */
export function createSealedThunk<Input, Result = void>(
  typePrefix: string,
  run: (input: Input, tools: Tools) => Promise<Result>,
) {
  const inputs = new WeakMap<Sealed, Input>()
  const thunk = createAppAsyncThunk<Result, Sealed>(
    typePrefix,
    async (sealed, { extra, dispatch, getState, signal, rejectWithValue }) => {
      try {
        // Only `start` below makes seals, and always with an input.
        const input = inputs.get(sealed) as Input
        const services = await extra.engine()
        return await run(input, { services, dispatch, getState, signal })
      } catch (error) {
        return rejectWithValue(failureOf(error, extra))
      }
    },
  )
  type Running = ReturnType<ReturnType<typeof thunk>>
  const running = new WeakMap<Services, Running>()

  const start =
    (input: Input) => (dispatch: AppDispatch, _: () => RootState, services: Services) => {
      const already = running.get(services)
      if (already) return already
      const sealed: Sealed = { sealed: true }
      inputs.set(sealed, input)
      const started = dispatch(thunk(sealed))
      const free = () => {
        if (running.get(services) === started) running.delete(services)
      }
      const { abort } = started
      // Aborted and begun again at once, as StrictMode does with effects, is begun anew.
      started.abort = (reason) => {
        free()
        abort(reason)
      }
      running.set(services, started)
      void started.finally(free)
      return started
    }
  const { pending, fulfilled, rejected } = thunk
  return Object.assign(start, { typePrefix, pending, fulfilled, rejected })
}

function failureOf(error: unknown, { platform }: Services): Failure {
  // What does not come from src/aws as an error of its own is code that could not be loaded.
  const code = error instanceof TypeError ? 'network' : 'unknown'
  const known = error instanceof AuthError ? error : new AuthError(code, { cause: error })
  const { field, retryAfterSeconds: wait } = known
  return {
    code: known.code,
    ...(field === undefined ? {} : { field }),
    ...(wait === undefined ? {} : { retryAt: platform.now() + wait * 1000 }),
  }
}
