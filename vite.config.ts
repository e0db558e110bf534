import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { bootScript } from './infra/build/boot-script.ts'
import { chunkGroups } from './infra/build/chunks.ts'
import { classNames } from './infra/build/class-names.ts'
import { compileHint } from './infra/build/compile-hint.ts'
import { compressed } from './infra/build/compressed.ts'
import { leanLibraries } from './infra/build/lean-libraries.ts'
import { prerender } from './infra/build/prerender.ts'
import { routerShaking } from './infra/build/router-shaking.ts'
import { selfContained } from './infra/build/self-contained.ts'
import { settledConfig } from './infra/build/settled-config.ts'
import { xmlWithoutDom } from './infra/build/xml-without-dom.ts'
import { localAws } from './infra/local/vite-plugin.ts'
import { prerendered } from './infra/prerendered.ts'

/** They need a command that npm cannot install, so they are a part of their own. */
const awsCli = 'test/infra/**/aws-cli*.test.ts'
const screens = 'test/src/{app,features,ui}/**/*.test.{ts,tsx}'

export default defineConfig(({ isSsrBuild }) => ({
  publicDir: 'src/static',
  plugins: [
    react(),
    bootScript('src/app/boot.ts'),
    localAws(),
    routerShaking(),
    xmlWithoutDom(),
    leanLibraries(),
    selfContained('app'),
    compileHint('app'),
    compressed(),
    prerender({ entry: 'src/app/prerender.tsx', paths: prerendered, config: settledConfig }),
  ],
  css: { modules: { generateScopedName: classNames() } },
  // Found when the first page asks for them, they would make Vite reload that page.
  optimizeDeps: {
    include: [
      ...[
        'AuthenticationDetails',
        'AuthenticationHelper',
        'BigInteger',
        'CognitoUser',
        'CognitoUserPool',
        'DateHelper',
      ].map((module) => `amazon-cognito-identity-js/es/${module}`),
      '@aws-sdk/client-s3',
      '@aws-sdk/credential-providers',
      '@aws-sdk/client-sts',
    ],
    rolldownOptions: { plugins: [leanLibraries()] },
  },
  server: { port: 5173, strictPort: true, host: 'localhost' },
  preview: { port: 4173, strictPort: true, host: 'localhost' },
  build: {
    // The first of each that has light-dark(), CSS nesting and AbortSignal.any(): May 2024.
    target: ['chrome123', 'edge123', 'firefox124', 'safari17.5'],
    // Small assets in data: URLs would need an exception in the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    ...(!isSsrBuild && {
      rolldownOptions: {
        output: { codeSplitting: { groups: chunkGroups(/src\/main\.tsx$/) } },
        // The SDK's ways to credentials on a server are seen while building, and shaken off.
        onLog: (level, log, report) => {
          if (!/externalized for browser.*(@aws-sdk|@smithy)/.test(log.message)) report(level, log)
        },
      },
    }),
  },
  test: {
    // As in test/support/patience.ts; the app is to build where nobody has its tests.
    testTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // Vitest would leave one core idle, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'screens',
          environment: './test/support/one-page.ts',
          isolate: false,
          include: [screens],
          setupFiles: ['test/support/console.ts', 'test/support/dom.ts', 'test/support/layout.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'aws-cli', environment: 'node', include: [awsCli] },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Nothing happens at import, so files may share modules; loading CDK and the SDKs is slow.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [awsCli, screens],
          setupFiles: ['test/support/console.ts'],
        },
      },
    ],
  },
}))
