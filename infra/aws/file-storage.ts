import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type * as iam from 'aws-cdk-lib/aws-iam'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { filePolicy } from './file-policy.ts'
import { logsTo } from './logs.ts'
import type { Logs } from './logs.ts'
import type { FileAccess, Settings } from './settings-shape.ts'

interface Props {
  readonly settings: Settings
  /** Known before the bucket is: the site's headers name the bucket, the bucket names the site. */
  readonly bucketName: string
  readonly origins: readonly string[]
  readonly logs: Logs | undefined
}

/** The bucket in which each person has a part of their own. */
export class FileStorage extends Construct {
  readonly bucket: s3.Bucket
  readonly #settings: Settings

  constructor(scope: Construct, id: string, { settings, bucketName, origins, logs }: Props) {
    super(scope, id)
    this.#settings = settings
    this.bucket = new s3.Bucket(this, 'Bucket', {
      ...logsTo(logs, 'files/'),
      bucketName,
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        {
          id: 'forget-old-versions',
          noncurrentVersionExpiration: Duration.days(settings.files.keepVersionsDays),
          expiredObjectDeleteMarker: true,
        },
        { id: 'drop-unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
      cors: [
        {
          allowedOrigins: [...origins],
          allowedMethods: [
            s3.HttpMethods.GET,
            s3.HttpMethods.HEAD,
            s3.HttpMethods.PUT,
            s3.HttpMethods.POST,
            s3.HttpMethods.DELETE,
          ],
          allowedHeaders: ['*'],
          exposedHeaders: [
            'ETag',
            'x-amz-version-id',
            'x-amz-delete-marker',
            'x-amz-checksum-type',
            'x-amz-checksum-crc32',
            'x-amz-checksum-crc32c',
            'x-amz-checksum-crc64nvme',
            'x-amz-checksum-sha1',
            'x-amz-checksum-sha256',
            'x-amz-mp-parts-count',
            'x-amz-request-id',
            'x-amz-id-2',
            'Accept-Ranges',
            'Content-Range',
            'Content-Disposition',
            'Date',
          ],
          // Chromium keeps a preflight no longer than this.
          maxAge: 7200,
        },
      ],
      removalPolicy: settings.stage === 'production' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
  }

  grant(role: iam.Role, access: FileAccess) {
    for (const statement of filePolicy(this.bucket.bucketArn, access, this.#settings.files))
      role.addToPolicy(statement)
  }
}
