import { expect, test } from 'vitest'

import { once } from '#src/aws/once.ts'

test('is loaded once, unless that has failed', async () => {
  let online = false
  let loads = 0
  const load = once(async () => {
    loads += 1
    if (!online) throw new TypeError('offline')
    return loads
  })
  await expect(load()).rejects.toThrow('offline')
  online = true
  expect(await Promise.all([load(), load()])).toEqual([2, 2])
})
