/** Milliseconds since 1970, on the stand-in's own time, which `POST /_local/clock` can move. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

export interface MovableClock extends Clock {
  /** How far it is ahead of the clock beneath it, in milliseconds. */
  offset(): number
  /** Forward only: at AWS time never runs backwards, and no code here expects it to. */
  advance(seconds: number): void
  /** To an offset kept from an earlier run, or back to the clock beneath. */
  set(offset: number): void
}

export function createMovableClock(beneath: Clock = systemClock): MovableClock {
  let offset = 0
  return {
    now: () => beneath.now() + offset,
    offset: () => offset,
    advance(seconds) {
      offset += seconds * 1000
    },
    set(value) {
      offset = value
    },
  }
}
