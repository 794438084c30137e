import js from '@eslint/js';
import globals from 'globals';

/** What runs in Node, and what runs in the page. wasm/ and web/model/ run in both and get what both have. */
const inNode = ['cli/**', 'tools/**', 'tests/**', 'bench/**', '*.mjs', 'web/*.mjs'];
const inPage = ['web/player/**', 'web/pages/**', 'tests/browser/**'];
const inBoth = ['wasm/**', 'web/model/**'];

export default [
  { ignores: ['node_modules/', 'build/', 'dist/'] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        {
          property: 'innerHTML',
          message: 'What comes from a trace is text: build nodes, or use a Lit template.',
        },
        {
          property: 'outerHTML',
          message: 'What comes from a trace is text: build nodes, or use a Lit template.',
        },
        { property: 'insertAdjacentHTML', message: 'What comes from a trace is text: build nodes.' },
      ],
      'max-lines': ['error', { max: 700 }],
    },
  },
  { files: inNode, languageOptions: { globals: globals.node } },
  { files: inPage, languageOptions: { globals: globals.browser } },
  {
    files: inBoth,
    languageOptions: {
      globals: { ...globals['shared-node-browser'], scheduler: 'readonly', setImmediate: 'readonly' },
    },
  },
];
