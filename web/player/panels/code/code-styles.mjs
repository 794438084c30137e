import { css } from 'lit';

/** Sources: their lines, who stands at them, the colours of what is written. */
export const codeStyles = css`
  .languages {
    display: flex;
    gap: 2px;
    margin-inline-start: auto;
  }

  .languages button {
    padding: 2px 10px;
    border-radius: var(--radius-small);
    color: var(--muted);
  }

  .languages button[aria-selected='true'] {
    background: var(--surface);
    box-shadow: 0 0 0 1px var(--line);
    color: var(--ink);
  }

  .body {
    padding: 0 0 10px;
  }

  .nothing {
    padding: 0 12px;
  }

  /* Beside each other where there is room, else above each other; each scrolls by itself. */
  .body.all {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(300px, 1fr));
    grid-auto-rows: minmax(0, 1fr);
    gap: 1px;
    overflow: hidden;
    padding: 0;
    background: var(--line);
  }

  .all ol {
    width: auto;
    min-width: 0;
    overflow: auto;
    background: var(--sunken);
    scrollbar-width: thin;
  }

  ol {
    display: grid;
    grid-template-columns: minmax(max-content, 1fr);
    align-content: start;
    width: max-content;
    min-width: 100%;
    line-height: 1.6;
    tab-size: 4;
  }

  li {
    display: flex;
    align-items: baseline;
    border-inline-start: 3px solid transparent;
    padding-inline-end: 12px;
    white-space: pre;
  }

  li.stands {
    --behind: color-mix(in srgb, var(--task) 9%, var(--sunken));
    border-inline-start-color: var(--task);
    padding-inline-end: 0;
    background: var(--behind);
  }

  li.stands.selected {
    --behind: color-mix(in srgb, var(--task) 22%, var(--sunken));
  }

  .line {
    flex: none;
    width: 3.4ch;
    padding-inline-end: 1.2ch;
    color: var(--muted);
    text-align: end;
    user-select: none;
  }

  button.line:hover {
    color: var(--accent);
    text-decoration: underline;
  }

  li.ran {
    cursor: pointer;
  }

  li.ran:hover {
    --behind: color-mix(in srgb, var(--ink) 5%, var(--sunken));
    background: var(--behind);
  }

  .stands .line {
    color: var(--ink);
  }

  .who {
    display: inline-flex;
    gap: 4px;
    padding-inline: 3ch 6px;
    background: linear-gradient(to right, transparent, var(--behind) 2ch);
    font-family: var(--font);
    user-select: none;
    /* Seen however long the line is, which ends before them. */
    position: sticky;
    inset-inline-end: 0;
  }

  .who button {
    max-width: 16ch;
    padding: 0 7px;
    border-radius: 99px;
    background: var(--task);
    color: var(--surface);
    font-size: 0.86em;
    font-weight: 600;
    line-height: 1.45;
  }

  .comment {
    color: var(--muted);
    font-style: italic;
  }

  .string {
    color: light-dark(#8a4b00, #e5b567);
  }

  .number {
    color: light-dark(#7b3f98, #c9a2e8);
  }

  .keyword {
    color: light-dark(#0a5f96, #7cbcf0);
  }

  @media (forced-colors: active) {
    li {
      border-inline-start-color: Canvas;
    }

    li.stands {
      border-inline-start-color: Highlight;
    }

    .keyword {
      font-weight: 700;
    }

    .who button {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }

  @media print {
    .languages {
      display: none;
    }

    ol,
    .all ol {
      grid-template-columns: minmax(0, 1fr);
      width: auto;
      overflow: visible;
    }

    .body.all {
      overflow: visible;
    }

    li {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  }
`;
