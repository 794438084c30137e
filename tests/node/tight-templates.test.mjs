/** CSS and HTML of Lit's templates without their indentation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'vite';
import { tightTemplates } from '../../web/tight-templates.mjs';

/** @param {string} code */
function tight(code) {
  const { transform } = /** @type {any} */ (tightTemplates());
  return transform.call({ parse: parseAst }, code, '/web/player/some.mjs');
}

test('CSS keeps what it says', () => {
  assert.equal(
    tight(`const a = css\`
      /* what it is for */
      :host([wide]) a:hover > b,
      .c .d {
        margin: 0 auto calc(1px + 2px);
        font: 12px \${family}, sans-serif;
      }

      @media (max-width: 10px) and (hover) {
        p { color: light-dark(#000, #fff); }
      }
    \`;`),
    'const a = css` ' +
      ':host([wide]) a:hover > b, .c .d{margin:0 auto calc(1px + 2px);font:12px ${family},sans-serif}' +
      '@media (max-width: 10px) and (hover){p{color:light-dark(#000,#fff)}}`;',
  );
});

test('HTML keeps one space where there was any', () => {
  assert.equal(
    tight('const a = html`\n  <p\n    class="a  b">\n    ${x} and\n  </p>${html`<b>  ${y}</b>`}`;'),
    'const a = html` <p class="a b"> ${x} and </p>${html`<b> ${y}</b>`}`;',
  );
});

test('other templates, and pieces with escapes, stay as they stand', () => {
  const code = 'const a = text`  a  ` + `  b  ` + html`  \\n  ${c}`;';
  assert.equal(tight(code), code);
});
