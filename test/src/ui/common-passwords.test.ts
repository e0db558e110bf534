import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import list from '#src/ui/common-passwords.txt?raw'
import { useCommonPasswords } from '#src/ui/common-passwords.ts'

test('the list holds the commonest of at least eight characters, each once, in order', () => {
  const lines = list.trim().split('\n')
  expect(lines.length).toBeGreaterThan(3000)
  expect(new Set(lines).size).toBe(lines.length)
  for (const line of lines) {
    expect(line).toBe(line.trim().toLowerCase())
    expect(line.length).toBeGreaterThanOrEqual(8)
  }
  expect(lines.filter((line) => /\d/.test(line)).length).toBeGreaterThanOrEqual(3000)
})

test('knows them however they are written, and lets others be', async () => {
  const { result } = renderHook(() => useCommonPasswords())
  await waitFor(() => expect(result.current).toBeDefined())
  for (const common of ['password1', 'PassWord1', ' 12345678 ', 'iloveyou1'])
    expect(result.current?.(common), common).toBe(true)
  for (const rare of ['', 'plum-tree-house-7', 'password1-but-longer'])
    expect(result.current?.(rare), rare).toBe(false)
})
