import { expect, test } from 'vitest'
import { dragged, middle, mostZoom, room, squareOf, zoomed } from '#src/features/account/crop.ts'

const wide = { width: 400, height: 200 }

test('begins with the largest square, in the middle', () => {
  expect(squareOf(wide, middle)).toEqual({ side: 200, left: 100, top: 0 })
  expect(room(wide, middle)).toEqual({ x: true, y: false })
})

test('comes nearer around what is in the middle, and no nearer than there is to see', () => {
  expect(squareOf(wide, zoomed(wide, middle, 2))).toEqual({ side: 100, left: 150, top: 50 })
  expect(zoomed(wide, middle, 1000).zoom).toBe(mostZoom)
  expect(zoomed(wide, middle, 0)).toEqual(middle)
})

test('goes farther from a corner without leaving the image', () => {
  const corner = { zoom: 4, x: 1, y: 1 }
  expect(squareOf(wide, zoomed(wide, corner, 1))).toEqual({ side: 200, left: 200, top: 0 })
})

test('is drawn along with the pointer as far as the edge', () => {
  const drawn = dragged(wide, middle, { x: 0.25, y: 3 })
  expect(squareOf(wide, drawn)).toEqual({ side: 200, left: 50, top: 0 })
  expect(dragged(wide, drawn, { x: -9, y: 0 }).x).toBe(1)
})

test('a square leaves nothing to choose until one comes nearer', () => {
  const square = { width: 300, height: 300 }
  expect(room(square, middle)).toEqual({ x: false, y: false })
  expect(dragged(square, middle, { x: 0.5, y: 0.5 })).toEqual(middle)
  expect(room(square, zoomed(square, middle, 1.5))).toEqual({ x: true, y: true })
})
