import { S3Client } from '@aws-sdk/client-s3'

/** An endpoint other than AWS's own, as the SDK's environment names it, has no host per bucket. */
export const createS3 = (region: string) =>
  new S3Client({ region, forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined })
