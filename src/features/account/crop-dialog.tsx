import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { RangeField } from '#src/ui/range-field.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-picture.ts'
import { words as uiEnglish } from '#src/words/en/ui.ts'
import { useLanguage, useWords } from '#src/words/words.ts'
import { savePicture } from './account-thunks.ts'
import { type Crop, dragged, middle, mostZoom, room, squareOf, zoomed } from './crop.ts'
import styles from './crop-dialog.module.css'
import { FailureNotice } from './problems.tsx'

/** Sharp where it is shown largest, on a dense screen. */
const side = 256

interface Props {
  readonly image: ImageBitmap
  readonly onSaved: () => void
  readonly onClose: () => void
}

function draw(canvas: HTMLCanvasElement, image: ImageBitmap, crop: Crop) {
  const context = canvas.getContext('2d')
  if (!context) return
  const { side: from, left, top } = squareOf(image, crop)
  context.imageSmoothingQuality = 'high'
  // What is see-through would turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, left, top, from, from, 0, 0, canvas.width, canvas.height)
}

export function CropDialog({ image, onSaved, onClose }: Props) {
  const words = useWords(english)
  const ui = useWords(uiEnglish)
  const language = useLanguage()
  const dispatch = useAppDispatch()
  const saving = useRequest(savePicture)
  const [crop, setCrop] = useState(middle)
  const canvas = useRef<HTMLCanvasElement>(null)
  const held = useRef<{ readonly x: number; readonly y: number }>(null)
  const free = room(image, crop)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })

  useEffect(() => {
    if (canvas.current) draw(canvas.current, image, crop)
  }, [image, crop])

  const drag = ({ currentTarget, clientX: x, clientY: y }: PointerEvent) => {
    const from = held.current
    if (!from) return
    const { width } = currentTarget.getBoundingClientRect()
    held.current = { x, y }
    setCrop((now) => dragged(image, now, { x: (x - from.x) / width, y: (y - from.y) / width }))
  }

  const save = async () => {
    const small = document.createElement('canvas')
    small.width = small.height = side
    draw(small, image, crop)
    const blob = await new Promise<Blob | null>((resolve) =>
      small.toBlob(resolve, 'image/jpeg', 0.85),
    )
    if (!blob) return
    try {
      await dispatch(savePicture(blob)).unwrap()
    } catch {
      return
    }
    onSaved()
  }

  const close = () => {
    saving.dismiss()
    onClose()
  }

  return (
    <Dialog
      title={words.crop}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{ui.cancel}</Button>
          <Button
            variant="primary"
            pending={saving.status === 'pending'}
            pendingLabel={words.saving}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <Stack>
        {saving.status === 'failed' && <FailureNotice failure={saving.failure} />}
        <canvas
          ref={canvas}
          className={styles.frame}
          width={side * 2}
          height={side * 2}
          role="img"
          aria-label={words.preview}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = { x: event.clientX, y: event.clientY }
          }}
          onPointerMove={drag}
          onPointerUp={() => (held.current = null)}
          onPointerCancel={() => (held.current = null)}
        />
        <p className={styles.hint}>{words.hint}</p>
        <RangeField
          label={words.zoom}
          min={1}
          max={mostZoom}
          step={0.05}
          value={crop.zoom}
          valueText={percent.format(crop.zoom)}
          onValueChange={(zoom) => setCrop((now) => zoomed(image, now, zoom))}
        />
        <RangeField
          label={words.across}
          min={0}
          max={1}
          step={0.01}
          value={crop.x}
          valueText={percent.format(crop.x)}
          disabled={!free.x}
          onValueChange={(x) => setCrop((now) => ({ ...now, x }))}
        />
        <RangeField
          label={words.down}
          min={0}
          max={1}
          step={0.01}
          value={crop.y}
          valueText={percent.format(crop.y)}
          disabled={!free.y}
          onValueChange={(y) => setCrop((now) => ({ ...now, y }))}
        />
      </Stack>
    </Dialog>
  )
}
