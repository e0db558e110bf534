import DateHelper from 'amazon-cognito-identity-js/es/DateHelper'
import { afterEach, expect, test, vi } from 'vitest'

import { srpDate } from '#src/aws/srp-date.ts'

afterEach(() => void vi.useRealTimers())

test('a day below ten has no leading zero', () => {
  expect(srpDate(Date.UTC(2026, 10, 7, 9, 5, 3))).toBe('Sat Nov 7 09:05:03 UTC 2026')
})

test('the text is the library’s own, for any moment', () => {
  for (let month = 0; month < 24; month += 1) {
    const moment = Date.UTC(2026, month, 1 + month, month, 59 - month, month * 2)
    vi.useFakeTimers({ now: moment })
    expect(srpDate(moment)).toBe(new DateHelper().getNowString())
  }
})
