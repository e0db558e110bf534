import { useEffect, useState } from 'react'

/** Whole seconds until a moment on the device's clock; 0 once it has come. */
export function useCountdown(first: number | undefined) {
  const [{ until, now }, setState] = useState(() => ({ until: first, now: Date.now() }))

  useEffect(() => {
    if (until === undefined) return
    const timer = setInterval(() => {
      setState({ until, now: Date.now() })
      if (Date.now() >= until) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [until])

  return {
    seconds: until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000)),
    restart: (milliseconds: number) =>
      setState({ until: Date.now() + milliseconds, now: Date.now() }),
  }
}

/** A wait in the words of the language: "45 seconds", "3 minutes". */
export function waitText(seconds: number, language: string): string {
  const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
