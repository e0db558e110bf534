import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { useAppDispatch, useRequest } from '#src/app/hooks.ts'
import { pictureVersion } from '#src/aws/picture-cache.ts'
import { Avatar } from '#src/ui/avatar.tsx'
import { useAnnounce } from '#src/ui/announcer.tsx'
import { Button } from '#src/ui/button.tsx'
import { Card } from '#src/ui/card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Stack } from '#src/ui/stack.tsx'
import { words as english } from '#src/words/en/account-picture.ts'
import { useWords } from '#src/words/words.ts'
import { removePicture } from './account-thunks.ts'
import { CropDialog } from './crop-dialog.tsx'
import { useOwnPicture } from './own-picture.ts'
import styles from './picture-card.module.css'
import { ImageError, type ImageProblem, readImage } from './read-image.ts'
import { RequestDialog } from './request-dialog.tsx'
import { useUser } from './use-user.ts'

export function PictureCard() {
  const words = useWords(english)
  const dispatch = useAppDispatch()
  const announce = useAnnounce()
  const user = useUser()
  const picture = useOwnPicture()
  const removing = useRequest(removePicture)
  const input = useRef<HTMLInputElement>(null)
  const [image, setImage] = useState<ImageBitmap>()
  const [problem, setProblem] = useState<ImageProblem>()
  const [isReading, setReading] = useState(false)
  const [isAsking, setAsking] = useState(false)

  // Its pixels are outside the memory that looks after itself.
  useEffect(() => () => image?.close(), [image])

  if (!user) return null
  const hasOne = pictureVersion(user.attributes) !== undefined

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (!file) return
    // Or the same file could not be chosen a second time.
    target.value = ''
    setProblem(undefined)
    setReading(true)
    try {
      setImage(await readImage(file))
    } catch (error) {
      setProblem(error instanceof ImageError ? error.problem : 'notAnImage')
    }
    setReading(false)
  }

  const remove = async () => {
    try {
      await dispatch(removePicture()).unwrap()
    } catch {
      return
    }
    setAsking(false)
    announce(words.removed)
  }

  return (
    <Card title={words.title} description={words.about}>
      <Stack>
        {problem && (
          <Notice key={problem} tone="error">
            {words.problems[problem]}
          </Notice>
        )}
        <div className={styles.picture}>
          <Avatar
            name={user.attributes['custom:agentName'] ?? user.email}
            id={user.sub}
            src={picture}
            size="large"
            label={picture ? words.yours : words.none}
          />
          <div className={styles.ways}>
            <Button pending={isReading} onClick={() => input.current?.click()}>
              {hasOne ? words.change : words.choose}
            </Button>
            {hasOne && (
              <Button variant="quiet" aria-haspopup="dialog" onClick={() => setAsking(true)}>
                {words.remove}
              </Button>
            )}
          </div>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/*"
            data-picker="picture"
            onChange={(event) => void choose(event)}
          />
        </div>
      </Stack>
      {image && (
        <CropDialog
          image={image}
          onClose={() => setImage(undefined)}
          onSaved={() => {
            setImage(undefined)
            announce(words.saved)
          }}
        />
      )}
      {isAsking && (
        <RequestDialog
          request={removing}
          title={words.removeTitle}
          confirmLabel={words.remove}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        >
          <p>{words.removeConsequence}</p>
        </RequestDialog>
      )}
    </Card>
  )
}
