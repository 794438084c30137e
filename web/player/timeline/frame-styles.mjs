import { css } from 'lit';

/** Around the plot: legend and buttons above, labels beside; labels and plot scroll together, the axis stays. */
export const frameStyles = css`
  :host {
    display: block;
    position: relative;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    padding: 8px 12px 6px;
  }

  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    color: var(--muted);
    font-size: 0.86em;
  }

  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .zoom {
    display: flex;
    gap: 2px;
    margin-inline-start: auto;
  }

  .zoom button {
    display: grid;
    place-items: center;
    width: 28px;
    height: 28px;
    border-radius: var(--radius-small);
  }

  .zoom button:hover:enabled {
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .scroller {
    display: grid;
    grid-template-columns: 168px minmax(0, 1fr);
    height: calc(var(--height) + 2px);
    overflow-y: auto;
    overflow-x: hidden;
    border-block: 1px solid var(--line);
    background: var(--surface);
  }

  .labels {
    height: calc(var(--axis) + var(--rows));
    padding-top: calc(var(--axis) + var(--above));
    border-inline-end: 1px solid var(--line);
  }

  .row {
    height: var(--row);
    border-top: 1px solid var(--line);
  }

  .row.selected {
    background: var(--selected);
  }

  .row button {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    height: 100%;
    padding-inline: calc(12px + var(--depth) * 14px) 8px;
  }

  .row button:focus-visible {
    outline-offset: -2px;
  }

  .row button:hover {
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }

  /* The name has its room first. */
  .coroutine {
    flex: 0 1000 auto;
    margin-inline-start: auto;
    color: var(--muted);
    font-size: 0.8em;
  }

  @container (max-width: 620px) {
    .scroller {
      grid-template-columns: 96px minmax(0, 1fr);
    }

    .row button {
      padding-inline: calc(8px + var(--depth) * 8px) 4px;
    }

    .coroutine {
      display: none;
    }

    .head {
      position: relative;
    }

    .legend {
      gap: 2px 12px;
      width: 100%;
      order: 1;
    }
  }

  @media print {
    .zoom {
      display: none;
    }
  }
`;
