import { Aws, Duration } from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import type { InlineCode } from '#infra/inline-code.ts'
import type { Settings } from './settings-shape.ts'

const nothing: InlineCode = { scripts: [], styles: [] }

/** With links, previews come from the bucket's origin; without, from memory, which is of the page's. */
const contentSecurityPolicy = (
  filesBucketName: string,
  { shareLinks }: Settings['files'],
  { scripts, styles }: InlineCode,
) => {
  const bucket = `https://${filesBucketName}.s3.${Aws.REGION}.${Aws.URL_SUFFIX}`
  return Object.entries({
    'default-src': "'none'",
    'script-src': ["'self'", ...scripts].join(' '),
    'style-src': ["'self'", ...styles].join(' '),
    'img-src': `'self' data: blob: ${bucket}`,
    'media-src': shareLinks ? bucket : 'blob:',
    'frame-src': shareLinks ? bucket : 'blob:',
    'font-src': "'self'",
    'manifest-src': "'self'",
    'connect-src': [
      "'self'",
      `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`,
      `https://cognito-identity.${Aws.REGION}.${Aws.URL_SUFFIX}`,
      bucket,
    ].join(' '),
    // Not even 'self': should the script fail, the form would put the password into the address.
    'form-action': "'none'",
    'base-uri': "'none'",
    'object-src': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')
}

const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]

export const securityHeaders = (
  scope: Construct,
  filesBucketName: string,
  files: Settings['files'],
  inlineCode: InlineCode = nothing,
) =>
  new cloudfront.ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: contentSecurityPolicy(filesBucketName, files, inlineCode),
        override: true,
      },
      // Neither subdomains nor preload: what else lives beside this host is not known here.
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: false,
        preload: false,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: {
        referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        { header: 'Cross-Origin-Resource-Policy', value: 'same-origin', override: true },
        {
          header: 'Permissions-Policy',
          value: permissions.map((feature) => `${feature}=()`).join(', '),
          override: true,
        },
      ],
    },
  })
