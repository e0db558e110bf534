import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as acm from 'aws-cdk-lib/aws-certificatemanager'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import * as route53 from 'aws-cdk-lib/aws-route53'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import type { InlineCode } from '#infra/inline-code.ts'
import { exact } from './exact.ts'
import { logsTo } from './logs.ts'
import type { Logs } from './logs.ts'
import type { Settings } from './settings-shape.ts'
import { securityHeaders } from './site-headers.ts'
import { routingFunction } from './site-routing.ts'

interface Props {
  readonly settings: Settings
  readonly filesBucketName: string
  readonly inlineCode: InlineCode | undefined
  readonly logs: Logs | undefined
}

/** The built app behind CloudFront. The deployment uploads it; the template does not contain it. */
export class Site extends Construct {
  readonly bucket: s3.Bucket
  readonly distribution: cloudfront.Distribution
  readonly host: string
  readonly origin: string

  constructor(
    scope: Construct,
    id: string,
    { settings, filesBucketName, inlineCode, logs }: Props,
  ) {
    super(scope, id)
    const { domain } = settings
    this.bucket = new s3.Bucket(this, 'Bucket', {
      ...logsTo(logs, 'site-bucket/'),
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const routing = new cloudfront.Function(this, 'Routing', {
      code: cloudfront.FunctionCode.fromInline(routingFunction()),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      comment: 'Pages to their HTML; a missing file stays missing',
    })
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: settings.appName,
      // Of no use while the routing runs, and no listing of the bucket should it ever not.
      defaultRootObject: 'index.html',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        // LIST makes a missing file a 404; without it S3 answers 403.
        origin: S3BucketOrigin.withOriginAccessControl(exact(this.bucket), {
          originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
        }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        compress: true,
        cachePolicy: this.#cachePolicy(),
        responseHeadersPolicy: securityHeaders(this, filesBucketName, settings.files, inlineCode),
        functionAssociations: [
          { function: routing, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST },
        ],
      },
      // A file that is missing now may be there after the next upload.
      errorResponses: [{ httpStatus: 404, ttl: Duration.seconds(0) }],
      ...(logs && { enableLogging: true, logBucket: exact(logs.bucket), logFilePrefix: 'site/' }),
      ...(domain && {
        domainNames: [domain.name],
        certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    })
    Annotations.of(this.distribution).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      'The root is a page, the query string is not forwarded, and the built site is public anyway',
    )
    if (domain?.hostedZone) {
      const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: domain.hostedZone.id,
        zoneName: domain.hostedZone.name,
      })
      const target = route53.RecordTarget.fromAlias(new CloudFrontTarget(this.distribution))
      new route53.ARecord(this, 'Ipv4', { zone, target, recordName: `${domain.name}.` })
      new route53.AaaaRecord(this, 'Ipv6', { zone, target, recordName: `${domain.name}.` })
    }
    this.host = domain?.name ?? this.distribution.distributionDomainName
    this.origin = `https://${this.host}`
  }

  /**
   * The files' own Cache-Control decides: immutable for hashed ones, no-cache for the rest. Only with
   * a least time of 0 does CloudFront take no-cache as "ask each time", so nothing is invalidated.
   */
  #cachePolicy() {
    return new cloudfront.CachePolicy(this, 'Caching', {
      comment: 'As the files say',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.days(1),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
      queryStringBehavior: cloudfront.CacheQueryStringBehavior.none(),
      cookieBehavior: cloudfront.CacheCookieBehavior.none(),
      headerBehavior: cloudfront.CacheHeaderBehavior.none(),
    })
  }
}
