import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, onTestFinished, test } from 'vitest'
import { servedInlineCode } from '#infra/aws/command/served-inline-code.ts'
import { inlineCodeOf } from '#infra/inline-code.ts'
import { startAws } from '#test/support/aws.ts'

async function start() {
  const { aws, config, origin, close } = await startAws()
  const s3 = new S3Client({
    region: config.region,
    endpoint: origin,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  onTestFinished(async () => {
    s3.destroy()
    await close()
  })
  return { s3, Bucket: aws.stack().outputs['SiteBucket'] ?? '' }
}

test('the pages that people are given now keep what they carry', async () => {
  const { s3, Bucket } = await start()
  const pages = { 'index.html': '<script>a</script>', 'sign-in/index.html': '<style>b</style>' }
  for (const [Key, Body] of Object.entries(pages))
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }))
  expect(await servedInlineCode(s3, Bucket)).toEqual(inlineCodeOf(Object.values(pages)))
})

test('before the first upload there is nothing to keep', async () => {
  const { s3, Bucket } = await start()
  expect(await servedInlineCode(s3, Bucket)).toEqual({ scripts: [], styles: [] })
})

test('what cannot be read stops the deployment, and is not taken for nothing', async () => {
  const { s3 } = await start()
  await expect(servedInlineCode(s3, 'not-there')).rejects.toThrow('bucket does not exist')
})
