import { waitFor } from '@testing-library/dom'
import { afterEach, expect, test } from 'vitest'

import { exampleConfig } from '#test/support/config.ts'
import { createBrowser } from '#test/support/browser.ts'
import { createPage } from '#test/support/whole-app.tsx'

const endpoints = {
  userPool: 'https://pool.example',
  identityPool: 'https://identities.example',
  s3: 'https://files.example',
}
const aws = [
  'https://cognito-idp.us-east-1.amazonaws.com',
  'https://cognito-identity.us-east-1.amazonaws.com',
  'https://starter-data.s3.us-east-1.amazonaws.com',
]

const connections = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel=preconnect]')]
afterEach(() => connections().forEach((link) => link.remove()))

test.each([
  ['AWS', exampleConfig(), aws],
  ['what stands in for it', { ...exampleConfig(), endpoints }, Object.values(endpoints)],
])('who means to sign in finds the code there and a line to %s', async (_, config, addresses) => {
  const asked: string[] = []
  await createPage()('/sign-in', config, createBrowser().openTab(), (services) => ({
    ...services,
    engine: async () => {
      asked.push('engine')
      const it = await services.engine()
      const preload = () => {
        asked.push('what follows')
        return it.preload()
      }
      return { ...it, preload }
    },
  }))
  const email = await waitFor(() => {
    const field = document.querySelector<HTMLInputElement>('input[name=email]')
    if (!field) throw new Error('no field yet')
    return field
  })
  expect(asked).toEqual([])
  expect(connections()).toEqual([])
  email.focus()
  await waitFor(() => expect(asked).toEqual(['engine', 'what follows']))
  expect(connections().map((link) => link.getAttribute('href'))).toEqual(addresses)
  // Fetch asks for nothing with cookies, and a connection is one for the other only.
  expect(connections().map((link) => link.getAttribute('crossorigin'))).toEqual(['', '', ''])
})
