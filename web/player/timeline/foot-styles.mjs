import { css } from 'lit';

/** Below the plot: the table twin, the minimap, why the run takes as long as it does. */
export const footStyles = css`
  .foot {
    position: relative;
  }

  await-scope-minimap {
    position: absolute;
    top: 3px;
    inset-inline: 168px 0;
    height: 24px;
  }

  .why {
    position: absolute;
    top: 3px;
    inset-inline-end: 12px;
    display: flex;
    gap: 12px;
    max-width: calc(100% - 124px);
    padding: 2px 8px;
    overflow: hidden;
    border-radius: var(--radius-small);
    font-size: 0.86em;
    line-height: 20px;
    white-space: nowrap;
  }

  /* As the path is drawn above the bars. */
  .why::before {
    content: '';
    flex: none;
    width: 18px;
    border-top: 1.75px solid var(--ink);
    align-self: center;
  }

  .why[aria-pressed='true']::before {
    border-width: 3px;
  }

  .why:hover {
    background: color-mix(in srgb, var(--ink) 6%, transparent);
  }

  .why[aria-pressed='true'] {
    background: var(--selected);
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--accent) 55%, var(--line));
  }

  .why strong {
    font-weight: 600;
  }

  .step {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }

  .twin {
    border-bottom: 1px solid var(--line);
    font-size: 0.86em;
  }

  .twin summary {
    width: fit-content;
    padding: 5px 12px;
    line-height: 20px;
    color: var(--muted);
    cursor: pointer;
  }

  .table {
    max-height: 240px;
    overflow: auto;
    padding: 0 12px 10px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th:first-child,
  .number {
    white-space: nowrap;
  }

  th,
  td {
    padding: 2px 16px 2px 0;
    border-top: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
    vertical-align: baseline;
  }

  thead th {
    border-top: 0;
    color: var(--muted);
  }

  td button:hover {
    text-decoration: underline;
  }

  @container (max-width: 620px) {
    await-scope-minimap {
      inset-inline-start: 96px;
    }

    .why {
      inset-inline-end: 4px;
      gap: 8px;
      max-width: calc(100% - 100px);
      padding-inline-end: 16px;
      mask-image: linear-gradient(to right, black calc(100% - 16px), transparent);
    }

    .twin summary {
      padding-inline: 8px;
    }
  }

  @media print {
    await-scope-minimap {
      display: none;
    }
  }
`;
