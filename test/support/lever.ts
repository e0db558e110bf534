/** Pulls a lever of the stand-in's own: the clock, faults, the inbox. */
export const createLever =
  (origin: string) =>
  async (path: string, method: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}/_local/${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.json()
  }
