import js from '@eslint/js'
import playwright from 'eslint-plugin-playwright'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** What a syntax rule forbids, and why; the message is what a newcomer reads. */
const forbid = (selector, message) => ({ selector, message })

const interception = forbid(
  'CallExpression[callee.property.name=/^(route|routeFromHAR|routeWebSocket)$/]',
  'Interception responds to preflights itself, so the server never sees them. Use a real server.',
)
const extraHeaders = forbid(
  'ObjectExpression > Property[key.name="extraHTTPHeaders"], CallExpression[callee.property.name="setExtraHTTPHeaders"]',
  'Extra headers change which requests are preflighted. Let the page set its headers.',
)
const rawReplies = forbid(
  'MemberExpression[object.object.name="reply"][object.property.name="raw"][property.name=/^(write|writeHead|end)$/], MemberExpression[object.name="reply"][property.name="hijack"]',
  'A response through reply.raw bypasses the hooks. Use reply.send, with a stream where needed.',
)
const processEnv = forbid(
  'MemberExpression[object.name="process"][property.name="env"]',
  'Only apps/api/src/env.ts reads the environment. Take the value as an option.',
)
const localOrigins = forbid(
  'Literal[value=/^https?:\\/\\/(localhost|127\\.0\\.0\\.1)/]',
  'Origins live in packages/config/src/environments.ts. Import them from there.',
)
const fetchCalls = forbid(
  'CallExpression[callee.name="fetch"], MemberExpression[object.name="window"][property.name="fetch"]',
  'Only apps/web/src/api/client.ts calls fetch: credentials are set there.',
)

/** Packages import one way: config ← api, web, e2e, lab; verify ← e2e, lab. */
const imports = (...group) => [
  'error',
  {
    patterns: [
      {
        group,
        message:
          'Packages import one way: config ← api, web, e2e, lab; verify ← e2e, lab; nothing imports lab or bench.',
      },
      {
        group: ['**/packages/**', '**/apps/**'],
        message: 'Import a workspace package by its name.',
      },
    ],
  },
]

export default defineConfig(
  globalIgnores([
    '**/dist',
    '**/.web',
    '**/test-results',
    '**/playwright-report',
    // Written by create-vue, and unchanged.
    'packages/bench/create-vue',
    // Files of other workspaces: first-day.rest.test.ts lints them there, in a copy.
    'scripts/test/first-day',
    // Outside the workspace, with packages of its own: playwright-example.rest.test.ts runs it in a copy.
    'examples',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.strictTypeChecked, vue.configs['flat/recommended']],
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'no-restricted-syntax': ['error', extraHeaders],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // `import { type X }` alone still loads the module: the web would ship the rules of config.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Fastify plugins and store methods are async by contract, whether they await or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // process.env['X'] shows that X may be missing.
      '@typescript-eslint/dot-notation': 'off',
      // Objects with methods are closures here, never classes that need their `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // TypeScript knows better than the parser of templates.
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      // What a component exposes is known to vue-tsc, which checks it; not to this parser.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // Prettier lays templates out.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
    },
  },
  {
    files: ['**/test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: [
                'test',
                'describe',
                'it',
                'before',
                'after',
                'beforeEach',
                'afterEach',
                'suite',
              ],
            },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // Tests throw and answer what no sane code would.
      '@typescript-eslint/only-throw-error': 'off',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['packages/config/src/**/*.ts'],
    rules: { 'no-restricted-imports': imports('@repo/*', 'cors-verify', 'node:*') },
  },
  {
    // It knows nothing of our app, and is published on its own.
    files: ['packages/verify/**/*.ts'],
    rules: { 'no-restricted-imports': imports('@repo/*') },
  },
  {
    files: [
      'packages/verify/src/browser*/**/*.ts',
      'packages/verify/test/**/*.ts',
      'apps/lab/test/**/*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', interception, extraHeaders] },
  },
  {
    // The lab runs it in a browser.
    files: ['packages/verify/src/decide/**/*.ts'],
    rules: { 'no-restricted-imports': imports('@repo/*', 'node:*', '../*') },
  },
  {
    // The lab draws with it in a browser.
    files: ['packages/verify/src/diagram/**/*.ts'],
    rules: { 'no-restricted-imports': imports('@repo/*', 'node:*') },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    ignores: ['apps/api/src/env.ts'],
    rules: {
      'no-restricted-imports': imports(
        '@repo/web',
        '@repo/lab',
        '@repo/bench',
        '@repo/e2e',
        'cors-verify',
      ),
      'no-restricted-syntax': ['error', rawReplies, processEnv, localOrigins],
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': imports('@repo/lab', '@repo/bench', '@repo/e2e', 'cors-verify'),
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@repo/api/*', '@repo/api'],
              allowTypeImports: true,
              message: 'The web may import types of the API, never its values.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', processEnv, localOrigins, fetchCalls],
    },
  },
  {
    files: ['apps/web/src/api/client.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv, localOrigins] },
  },
  {
    // It shows what is wrong, and is made of the verifier's servers: nothing of the app.
    files: ['apps/lab/**/*.{ts,vue}'],
    rules: { 'no-restricted-imports': imports('@repo/*') },
  },
  {
    files: ['e2e/**/*.ts'],
    extends: [playwright.configs['flat/recommended']],
    rules: {
      'no-restricted-imports': imports('@repo/lab', '@repo/bench'),
      'no-restricted-syntax': ['error', interception, extraHeaders],
      // Fixtures are destructured, even when a fixture needs none.
      'no-empty-pattern': 'off',
      // Which shape and browser a test is for is said at its top, with the reason.
      'playwright/no-skipped-test': ['error', { allowConditional: true }],
      'playwright/no-conditional-in-test': 'off',
      'playwright/no-conditional-expect': 'off',
      'playwright/expect-expect': [
        'error',
        { assertFunctionNames: ['readsNothing', 'changesNothing'] },
      ],
    },
  },
)
