import tseslint from 'typescript-eslint'

const views = [
  'react',
  'react-dom',
  'react/*',
  'react-dom/*',
  'zustand',
  'zustand/*',
  '@xyflow/*',
  'monaco-editor',
  'monaco-editor/*',
  '@tanstack/*',
  '@cloudscape-design/*',
  'cmdk',
]
const impure = [
  { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
  { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
  { object: 'performance', property: 'now', message: 'Time comes in as an argument.' },
]
const noViews = { group: views, message: 'Views live in src/components only.' }
const modelFace = {
  group: ['**/model/**', '!**/model/index.ts', '!**/model/lint', '!**/model/lint/index.ts'],
  message: 'Import the model through its index.ts.',
}
const simulatorFace = {
  group: [
    '**/simulator/**',
    '!**/simulator/index.ts',
    '!**/simulator/client.ts',
    '!**/simulator/platform.ts',
    '!**/simulator/explain',
    '!**/simulator/explain/pages',
    '!**/simulator/explain/pages/index.ts',
  ],
  message: 'Import the simulator through its index.ts.',
}
const noSimulator = { group: ['**/simulator/**'], message: 'The model knows no simulator.' }
const noComponents = {
  group: ['**/components/**', '**/cli/**'],
  message: 'This room knows neither components nor the companion.',
}

/** Core `no-restricted-imports` with these pattern groups; a later block replaces an earlier one. */
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

const plainSyntax = [
  { selector: 'ExportAllDeclaration', message: 'Name every export.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
]

/** A part of an address by its number: `at[2]`, `entryAt[0]`, `problem.at[4]`. */
const partOfAddress =
  'MemberExpression[computed=true][property.raw=/^[0-9]$/]:matches([object.name=/^(at|address|selection|stop)$|At$/], [object.property.name=/^at$|At$/])'
const askTheRegistry =
  'What is at an address is answered by src/model/nouns: nounAt, thingAt, isAtPlace, idsOf, pathInThing.'

/** Decisions by the position of a part in an address. */
const positions = [
  `BinaryExpression[operator=/^[!=]==?$/] > ${partOfAddress}`,
  `SwitchStatement > ${partOfAddress}.discriminant`,
  `CallExpression[callee.property.name=/^(includes|has)$/] > ${partOfAddress}`,
  `CallExpression[callee.property.name=/^(includes|has)$/] > LogicalExpression > ${partOfAddress}`,
  `BinaryExpression[operator=/^[!=]==?$/] > ChainExpression > ${partOfAddress}`,
].map((selector) => ({ selector, message: askTheRegistry }))

export default tseslint.config(
  { ignores: ['dist', 'dist-cli', 'node_modules', 'test-results', 'playwright-report'] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-syntax': ['error', ...plainSyntax, ...positions],
    },
  },
  { files: ['**/*.config.{js,ts}'], rules: { 'no-restricted-exports': 'off' } },
  {
    // the registry itself; tests, which compare addresses with those that they expect
    files: ['src/model/nouns/**/*.ts', 'src/model/address.ts', '**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...plainSyntax] },
  },
  {
    files: ['src/model/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...imports(noViews, noSimulator, noComponents),
      'no-restricted-properties': ['error', ...impure],
    },
  },
  {
    files: ['src/simulator/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...imports(noViews, modelFace, noComponents),
      'no-restricted-properties': ['error', ...impure],
    },
  },
  {
    files: ['src/simulator/vtl/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(noViews, noComponents, {
      group: ['**/model/**', '../../*', '../*/*'],
      message: 'The template engine imports only itself.',
    }),
  },
  {
    files: [
      'src/simulator/backends/platform/**/*.ts',
      'src/simulator/authorizers/platform/**/*.ts',
      'src/simulator/worker.ts',
      'src/simulator/client.ts',
      'src/simulator/lane.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/components/**/*.{ts,tsx}', 'src/main.tsx'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: imports(modelFace, simulatorFace, {
      group: ['**/cli/**'],
      message: 'Components know no companion.',
    }),
  },
  {
    files: ['src/cli/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(noViews, modelFace, simulatorFace, {
      group: ['**/components/**'],
      message: 'The companion has no window.',
    }),
  },
  {
    files: ['e2e/**/*.ts'],
    rules: imports({
      group: ['**/src/**'],
      message: 'Journeys reach the code through the browser only.',
    }),
  },
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/no-empty-object-type': 'off' } },
)
