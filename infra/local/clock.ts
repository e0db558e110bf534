/** Milliseconds since 1970, on the stand-in's own time, which `POST /_local/clock` can move. */
export interface Clock {
  now(): number
}
