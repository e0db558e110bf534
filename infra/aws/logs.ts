import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { exact } from './exact.ts'
import type { Settings } from './settings-shape.ts'

/** Who asked for what, for 90 days. CloudFront still delivers by ACL, so the bucket allows them. */
export class Logs extends Construct {
  readonly bucket: s3.Bucket

  constructor(scope: Construct, id: string, stage: Settings['stage']) {
    super(scope, id)
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      enforceSSL: true,
      lifecycleRules: [{ id: 'forget', expiration: Duration.days(90) }],
      removalPolicy: stage === 'production' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
  }
}

export const logsTo = (logs: Logs | undefined, prefix: string) =>
  logs ? { serverAccessLogsBucket: exact(logs.bucket), serverAccessLogsPrefix: prefix } : {}
