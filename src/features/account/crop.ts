/** The part of an image that is kept: always a square. */
export interface Crop {
  /** 1 shows as much as fits. */
  readonly zoom: number
  /** From 0, the left or upper end of what there is to choose from, to 1. */
  readonly x: number
  readonly y: number
}

interface Size {
  readonly width: number
  readonly height: number
}

export const mostZoom = 5
export const middle: Crop = { zoom: 1, x: 0.5, y: 0.5 }

const within = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), most)

/** In pixels of the image. */
export function squareOf({ width, height }: Size, { zoom, x, y }: Crop) {
  const side = Math.min(width, height) / zoom
  return { side, left: x * (width - side), top: y * (height - side) }
}

/** Whether there is anything to choose from, each way. */
export function room(size: Size, crop: Crop) {
  const { side } = squareOf(size, crop)
  // Less than half a pixel is the rounding of a division.
  return { x: size.width - side > 0.5, y: size.height - side > 0.5 }
}

function cropAt(size: Size, zoom: number, left: number, top: number): Crop {
  const side = Math.min(size.width, size.height) / zoom
  const share = (at: number, slack: number) => (slack > 0.5 ? within(at / slack, 0, 1) : 0.5)
  return { zoom, x: share(left, size.width - side), y: share(top, size.height - side) }
}

/** Nearer or farther, around what is in the middle. */
export function zoomed(size: Size, crop: Crop, wanted: number): Crop {
  const zoom = within(wanted, 1, mostZoom)
  const { side, left, top } = squareOf(size, crop)
  const shift = (side - Math.min(size.width, size.height) / zoom) / 2
  return cropAt(size, zoom, left + shift, top + shift)
}

/** The image drawn along by a pointer, by parts of the frame it is seen in. */
export function dragged(size: Size, crop: Crop, by: { readonly x: number; readonly y: number }) {
  const { side, left, top } = squareOf(size, crop)
  return cropAt(size, crop.zoom, left - by.x * side, top - by.y * side)
}
