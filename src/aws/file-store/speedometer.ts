/** Over how long the speed is averaged, in milliseconds. */
const window = 5000

export function createSpeedometer(now: () => number) {
  let samples: { readonly at: number; readonly bytes: number }[] = []
  return {
    add(bytes: number) {
      const at = now()
      samples = samples.filter((sample) => sample.at > at - window)
      samples.push({ at, bytes })
    },
    /** Bytes a second. */
    read(): number {
      const at = now()
      const recent = samples.filter((sample) => sample.at > at - window)
      const since = recent[0]?.at
      if (since === undefined) return 0
      const total = recent.reduce((sum, { bytes }) => sum + bytes, 0)
      return (total / Math.max(at - since, 250)) * 1000
    },
    reset() {
      samples = []
    },
  }
}
