import { useEffect, useState } from 'react'

/**
 * Time since now, by whichever has gone further: a clock that is set back while we wait, or a steady
 * one that many browsers stop while the device sleeps.
 */
function startWatch() {
  const [date, steady] = [Date.now(), performance.now()]
  return () => Math.max(Date.now() - date, performance.now() - steady)
}

const waitOf = (milliseconds: number) => ({ milliseconds, passed: startWatch(), gone: 0 })

/** Whole seconds until a moment on the device's clock; 0 once it has come. */
export function useCountdown(first: number | undefined) {
  const [{ milliseconds, passed, gone }, setWait] = useState(() =>
    waitOf(first === undefined ? 0 : first - Date.now()),
  )

  useEffect(() => {
    if (milliseconds <= 0) return
    const timer = setInterval(() => {
      setWait({ milliseconds, passed, gone: passed() })
      if (passed() >= milliseconds) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [milliseconds, passed])

  return {
    seconds: Math.max(0, Math.ceil((milliseconds - gone) / 1000)),
    restart: (next: number) => setWait(waitOf(next)),
  }
}

/** A wait in the words of the language: "45 seconds", "3 minutes". */
export function waitText(seconds: number, language: string): string {
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
