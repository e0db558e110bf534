import * as cognito from 'aws-cdk-lib/aws-cognito'
import {
  IdentityPool,
  IdentityPoolProviderUrl,
  UserPoolAuthenticationProvider,
} from 'aws-cdk-lib/aws-cognito-identitypool'
import * as iam from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import type { FileAccess, Group } from './settings-shape.ts'
import type { UserDirectory } from './user-directory.ts'

interface Props {
  readonly directory: UserDirectory
  readonly groups: readonly Group[]
  /** Lets a role do with files what its group may. */
  readonly grantFiles: (role: iam.Role, access: FileAccess) => void
}

/** Who a signed-in person is to AWS: the identity pool, and a role for everybody and each group. */
export class Identity extends Construct {
  readonly pool: IdentityPool

  constructor(scope: Construct, id: string, { directory, groups, grantFiles }: Props) {
    super(scope, id)
    const { pool: userPool, client: userPoolClient } = directory
    this.pool = new IdentityPool(this, 'Pool', {
      allowUnauthenticatedIdentities: false,
      allowClassicFlow: false,
      authenticationProviders: {
        // Without the client, CDK would make a second one with everything allowed.
        userPools: [new UserPoolAuthenticationProvider({ userPool, userPoolClient })],
      },
      roleMappings: [
        {
          mappingKey: 'groups',
          providerUrl: IdentityPoolProviderUrl.userPool(userPool, userPoolClient),
          useToken: true,
          resolveAmbiguousRoles: true,
        },
      ],
    })
    grantFiles(this.pool.authenticatedRole as iam.Role, 'own')

    for (const group of groups) {
      const role = new iam.Role(this, `${group.name}Role`, {
        description: `Members of the group ${group.name}`,
        assumedBy: signedIn(this.pool.identityPoolId),
      })
      grantFiles(role, group.files)
      // Not userPool.addGroup: the identity pool depends on everything below the user pool, and the
      // group's role on the identity pool, which would be a circle.
      new cognito.UserPoolGroup(this, `${group.name}Group`, {
        userPool,
        groupName: group.name,
        precedence: group.precedence,
        ...(group.description && { description: group.description }),
        role,
      })
    }
  }
}

const signedIn = (identityPoolId: string) =>
  new iam.FederatedPrincipal(
    'cognito-identity.amazonaws.com',
    {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    },
    'sts:AssumeRoleWithWebIdentity',
  )
