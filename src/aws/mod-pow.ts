const windowBits = 5

/**
 * base ** exponent % modulus over a sliding window. `breathe` is called between the windows and may
 * return a promise to wait for, so that 3072 bits do not hold up the page.
 */
export async function modPow(
  base: bigint,
  exponent: bigint,
  modulus: bigint,
  breathe: () => Promise<void> | undefined,
): Promise<bigint> {
  if (modulus === 1n) return 0n
  const root = ((base % modulus) + modulus) % modulus
  const square = (root * root) % modulus
  const odd = [root]
  while (odd.length < 2 ** (windowBits - 1)) odd.push(((odd.at(-1) ?? root) * square) % modulus)

  const bits = exponent.toString(2)
  let result = 1n
  for (let at = 0; at < bits.length;) {
    const pause = breathe()
    if (pause) await pause
    if (bits[at] === '0') {
      result = (result * result) % modulus
      at += 1
      continue
    }
    let end = Math.min(at + windowBits, bits.length)
    while (bits[end - 1] === '0') end -= 1
    const digit = Number.parseInt(bits.slice(at, end), 2)
    for (; at < end; at += 1) result = (result * result) % modulus
    result = (result * (odd[digit >> 1] ?? root)) % modulus
  }
  return result
}

/** Lets the page paint and take clicks whenever more than `budget` milliseconds have gone by. */
export function createBreath(budget: number) {
  // Whoever asks for a power has been at work for a while.
  let since = -Infinity
  const rest = async () => {
    await yieldToPage()
    since = performance.now()
  }
  return () => {
    if (performance.now() - since < budget) return undefined
    return rest()
  }
}

/** Lets the page paint and take clicks, and goes on. */
export function yieldToPage(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } }
  if (scheduler?.yield) return scheduler.yield()
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(undefined)
  })
}
