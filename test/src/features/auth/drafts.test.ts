import { beforeEach, expect, test, vi } from 'vitest'
import { drafted, forgetDraft, keepDraft, keepSignedIn } from '#src/features/auth/drafts.ts'

beforeEach(() => sessionStorage.clear())

test('keeps fields beside one another until they are forgotten', () => {
  keepDraft({ email: 'ad' })
  keepDraft({ email: 'ada@example.com' })
  keepDraft({ keep: 'off' })
  expect(drafted('email')).toBe('ada@example.com')
  expect(keepSignedIn()).toBe(false)
  forgetDraft()
  expect(drafted('email')).toBe('')
  expect(keepSignedIn()).toBe(true)
})

test('what others left under the key does no harm', () => {
  for (const text of ['{', 'null', '7', '"text"', '{"email":7}']) {
    sessionStorage.setItem('draft', text)
    expect(drafted('email')).toBe('')
  }
})

test('without storage nothing is kept and nothing fails', () => {
  for (const method of ['getItem', 'setItem', 'removeItem'] as const)
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
  keepDraft({ email: 'ada@example.com' })
  expect(drafted('email')).toBe('')
  forgetDraft()
})
