import { css } from 'lit';

/** The controls of the playhead in a row, in two where a figure is narrow. */
export const transportStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }

  .group {
    display: flex;
    align-items: center;
    gap: 2px;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-width: 30px;
    height: 32px;
    padding: 0 7px;
    border-radius: var(--radius-small);
    white-space: nowrap;
  }

  .button:hover:enabled {
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .button.main {
    min-width: 88px;
    background: var(--accent);
    color: var(--surface);
    font-weight: 600;
  }

  .button.main:hover:enabled {
    background: color-mix(in srgb, var(--accent) 86%, var(--ink));
  }

  .button.bordered {
    border: 1px solid var(--line);
  }

  .button[aria-pressed='true'] {
    background: var(--selected);
    border-color: color-mix(in srgb, var(--accent) 55%, var(--line));
    color: var(--accent);
  }

  .live .icon {
    color: var(--muted);
  }

  .live[aria-pressed='true'] .icon {
    color: var(--cancelling);
  }

  .scrub {
    flex: 1 1 280px;
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 0;
  }

  .scrub input {
    flex: 1;
    min-width: 60px;
    height: 24px;
    margin: 0;
    accent-color: var(--accent);
  }

  .where {
    white-space: nowrap;
  }

  .where .now {
    font-weight: 600;
  }

  select {
    height: 32px;
    padding: 0 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
  }

  .switch {
    display: flex;
  }

  .switch .button:first-child {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }

  .switch .button:last-child {
    margin-inline-start: -1px;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }

  @container (max-width: 1000px) {
    .scrub {
      order: 1;
      flex-basis: 100%;
    }

    .speed,
    .switch,
    .run {
      order: 2;
    }

    .group:first-child {
      flex: 1;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .live.runs .icon {
      animation: breathe 1.6s ease-in-out infinite;
    }

    @keyframes breathe {
      50% {
        opacity: 0.35;
      }
    }
  }

  @media (forced-colors: active) {
    .button.main {
      forced-color-adjust: none;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
