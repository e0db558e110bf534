import { describe, expect, test } from 'vitest'
import { ownPath, withReturn } from '#src/paths.ts'

describe('where to go back to after signing in', () => {
  test.each([
    ['/', '/'],
    ['/files/a%20b?sort=name#row-3', '/files/a%20b?sort=name#row-3'],
    ['/account/../files', '/files'],
    ['/q?next=https://evil.example', '/q?next=https://evil.example'],
  ])('%s is a path of this app', (given, path) => {
    expect(ownPath(given)).toBe(path)
  })

  test.each([
    null,
    undefined,
    '',
    'files',
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /files',
    'javascript:alert(1)',
    '/\u0000',
  ])('%j is not', (given) => {
    expect(ownPath(given)).toBeUndefined()
  })

  test('is carried along, except when it is where one goes anyway', () => {
    expect(withReturn('/sign-in', '/files?a=1&b=2')).toBe(
      '/sign-in?returnTo=%2Ffiles%3Fa%3D1%26b%3D2',
    )
    expect(withReturn('/sign-in', '/')).toBe('/sign-in')
    expect(withReturn('/sign-in', undefined)).toBe('/sign-in')
  })
})
