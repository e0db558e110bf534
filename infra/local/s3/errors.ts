import { AwsError } from '#infra/local/http/aws-error.ts'

type Extra = Readonly<Record<string, unknown>>

/** S3's sentences that more than one operation needs. */
export const s3Error = {
  accessDenied: (message = 'Access Denied') =>
    new AwsError('AccessDenied', message, { status: 403 }),
  noSuchBucket: (name: string) =>
    new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      extra: { BucketName: name },
    }),
  noSuchKey: (key: string, headers: Readonly<Record<string, string>> = {}) =>
    new AwsError('NoSuchKey', 'The specified key does not exist.', {
      status: 404,
      headers,
      extra: { Key: key },
    }),
  noSuchVersion: (key: string, id: string) =>
    new AwsError('NoSuchVersion', 'The specified version does not exist.', {
      status: 404,
      extra: { Key: key, VersionId: id },
    }),
  noSuchUpload: (id: string) =>
    new AwsError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      { status: 404, extra: { UploadId: id } },
    ),
  methodNotAllowed: (method: string, headers: Readonly<Record<string, string>> = {}) =>
    new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
      status: 405,
      headers,
      extra: { Method: method, ResourceType: 'OBJECT' },
    }),
  notImplemented: (header: string) =>
    new AwsError(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      { status: 501, extra: { Header: header } },
    ),
  preconditionFailed: (condition: string) =>
    new AwsError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      { status: 412, extra: { Condition: condition } },
    ),
  invalidArgument: (message: string, name: string, value: string) =>
    new AwsError('InvalidArgument', message, {
      extra: { ArgumentName: name, ArgumentValue: value },
    }),
  invalidRequest: (message: string) => new AwsError('InvalidRequest', message),
  invalidUri: (uri: string) =>
    new AwsError('InvalidURI', "Couldn't parse the specified URI.", { extra: { URI: uri } }),
  malformedXml: () =>
    new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    ),
  badDigest: (name: string, extra: Extra = {}) =>
    new AwsError(
      'BadDigest',
      name === 'Content-MD5'
        ? 'The Content-MD5 you specified did not match what we received.'
        : `The ${name} you specified did not match the calculated checksum.`,
      { extra },
    ),
  tooLarge: (size: number, limit: number) =>
    new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      headers: { connection: 'close' },
      extra: { ProposedSize: size, MaxSizeAllowed: limit },
    }),
}
