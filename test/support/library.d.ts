/// <reference path="../../src/aws/amazon-cognito-identity-js.d.ts" />
