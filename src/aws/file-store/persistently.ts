import { backOff, pause } from '#src/aws/back-off.ts'
import type { Platform } from '#src/aws/platform.ts'

import { FileError, isTransient, toFileError } from './file-error.ts'

export interface Network {
  online(): boolean
  /** Runs once when the network is back; returns how to stop waiting. */
  onceOnline(run: () => void): () => void
}

interface Settings {
  readonly platform: Pick<Platform, 'after' | 'random'>
  readonly network: Network
}

interface Attempt<T> {
  readonly run: () => Promise<T>
  readonly signal: AbortSignal
  readonly onStatus: (status: 'running' | 'retrying' | 'offline') => void
}

const mostAttempts = 7

/** Tries again what may pass, longer apart each time, and waits as long as there is no network. */
export function createPersistence({ platform, network }: Settings) {
  function online({ signal, onStatus }: Attempt<unknown>): Promise<void> {
    if (network.online()) return Promise.resolve()
    onStatus('offline')
    return new Promise((resolve) => {
      const stopWaiting = network.onceOnline(resolve)
      signal.addEventListener('abort', () => {
        stopWaiting()
        resolve()
      })
    })
  }

  return async <T>(attempt: Attempt<T>): Promise<T> => {
    const { run, signal, onStatus } = attempt
    for (let failures = 0; ;) {
      await online(attempt)
      if (signal.aborted) throw new FileError('cancelled')
      onStatus('running')
      try {
        return await run()
      } catch (error) {
        const failure = toFileError(error)
        if (signal.aborted || !isTransient(failure)) throw failure
        // Being offline is nobody's fault and may last as long as it likes.
        if (!network.online()) continue
        failures += 1
        if (failures >= mostAttempts) throw failure
        onStatus('retrying')
        await pause(platform, backOff(platform, failures))
      }
    }
  }
}
