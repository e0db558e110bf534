import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { Announcer, useAnnounce } from '#src/ui/announcer.tsx'

function Speaker({ name, sentences }: { name: string; sentences: string[] }) {
  const announce = useAnnounce()
  return <button onClick={() => sentences.forEach(announce)}>{name}</button>
}

const said = (region: Element | null | undefined) =>
  [...(region?.children ?? [])].map((each) => each.textContent?.trim())

test('two sentences in one tick are both said, politely', async () => {
  render(
    <Announcer>
      <Speaker name="speak" sentences={['One.', 'Two.']} />
    </Announcer>,
  )
  await userEvent.click(screen.getByText('speak'))
  const region = document.querySelector('[aria-live=polite]')
  expect(said(region)).toEqual(['One.', 'Two.'])
})

test('the same sentence again is a new element, so that it is read again', async () => {
  render(
    <Announcer>
      <Speaker name="speak" sentences={['Saved.']} />
    </Announcer>,
  )
  await userEvent.click(screen.getByText('speak'))
  const region = document.querySelector('[aria-live]')
  const first = region?.lastElementChild
  await userEvent.click(screen.getByText('speak'))
  expect(said(region)).toEqual(['Saved.', 'Saved.'])
  expect(region?.lastElementChild).not.toBe(first)
})

test('the nearest region speaks, as it must within a dialog', async () => {
  render(
    <Announcer>
      <div data-testid="inner">
        <Announcer>
          <Speaker name="speak" sentences={['Inside.']} />
        </Announcer>
      </div>
    </Announcer>,
  )
  await userEvent.click(screen.getByText('speak'))
  expect(said(screen.getByTestId('inner').querySelector('[aria-live]'))).toEqual(['Inside.'])
  expect(document.querySelectorAll('[aria-live] > span')).toHaveLength(1)
})

test('without a region a component still works', async () => {
  render(<Speaker name="speak" sentences={['Nobody hears.']} />)
  await userEvent.click(screen.getByText('speak'))
  expect(document.querySelector('[aria-live]')).toBeNull()
})
