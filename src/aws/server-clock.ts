/**
 * The time at AWS, whatever the device believes: by the Date header of its answers, which Cognito
 * exposes to other origins, and by the moment a token says it was issued at.
 */
export interface ServerClock {
  now(): number
  deviceNow(): number
  offset(): number
  /** A Date header, and the device's time when the request left. */
  learn(date: string | null, asked: number): void
  /** Seconds, as in `iat`. */
  issued(at: number): void
  restore(offset: number): void
}

/** Differences that latency and whole seconds explain are not worth a correction. */
const tolerance = 2000

export function createServerClock(deviceNow: () => number): ServerClock {
  let offset = 0
  const adopt = (measured: number) => {
    if (Math.abs(measured - offset) > tolerance)
      offset = Math.abs(measured) > tolerance ? measured : 0
  }
  return {
    now: () => deviceNow() + offset,
    deviceNow,
    offset: () => offset,
    learn(date, asked) {
      // Answered somewhere between asking and now. Without a date this is no number, and no news.
      adopt(Date.parse(date ?? '') - (asked + deviceNow()) / 2)
    },
    issued: (at) => adopt(at * 1000 - deviceNow()),
    restore: adopt,
  }
}
