import { css } from 'lit';

/** What every part of a figure shares: text, buttons, focus, the chips that stand for a task. */
export const common = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  button,
  select,
  input {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    appearance: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    text-align: start;
  }

  button:disabled {
    cursor: default;
    opacity: 0.4;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }

  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
    font-variant-ligatures: none;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .muted {
    color: var(--muted);
  }

  .empty {
    margin: 0;
    color: var(--muted);
    font-style: italic;
  }

  /* Scrolls sideways: a shade at each edge beyond which there is more, covered by what scrolls to the end with it. */
  .sideways {
    --shade: light-dark(rgb(0 0 0 / 20%), rgb(0 0 0 / 60%));
    background:
      linear-gradient(to right, var(--behind) 40%, transparent) left / 40px 100% no-repeat local,
      linear-gradient(to left, var(--behind) 40%, transparent) right / 40px 100% no-repeat local,
      linear-gradient(to right, var(--shade), transparent) left / 14px 100% no-repeat scroll,
      linear-gradient(to left, var(--shade), transparent) right / 14px 100% no-repeat scroll,
      var(--behind);
  }

  /* Read out, not seen. */
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* A name from a program: any length, any direction, one line. */
  .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  @media (forced-colors: active) {
    [aria-pressed='true'],
    [aria-selected='true'] {
      forced-color-adjust: none !important;
      background: Highlight !important;
      color: HighlightText !important;
    }

    [aria-pressed='true'] *,
    [aria-selected='true'] * {
      color: inherit !important;
    }

    li.selected,
    li:has(> [aria-current='step']) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }

  /* Under the mouse: what changes with the playhead changes at once. */
  @media (prefers-reduced-motion: no-preference) {
    button:hover {
      transition:
        background-color 120ms,
        border-color 120ms,
        color 120ms;
    }
  }
`;
