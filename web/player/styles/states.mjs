import { css } from 'lit';

/**
 * A task's own colour, by its row: the names of the colours are in tokens.mjs.
 * @param {number} row -1, of no task: as of the first
 */
export const taskColour = (row) => `var(--task-${Math.max(0, row) % 8})`;

/** Signs of tasks and states, the same wherever they stand: the dot of a task, the swatch of a state. */
export const stateStyles = css`
  .dot,
  .swatch,
  .end {
    forced-color-adjust: none;
  }

  .dot {
    flex: none;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--task, var(--muted));
  }

  .swatch {
    flex: none;
    display: inline-block;
    width: 22px;
    height: 11px;
    border-radius: 2px;
    background: var(--waiting);
    print-color-adjust: exact;
  }

  .swatch.running {
    background: var(--running);
  }

  .swatch.waiting {
    background:
      radial-gradient(circle, color-mix(in srgb, var(--surface) 55%, transparent) 1px, transparent 1.4px) 0
        0 / 5px 4px,
      var(--waiting);
  }

  .swatch.ready {
    background:
      repeating-linear-gradient(
        135deg,
        color-mix(in srgb, var(--ink) 55%, transparent) 0 1px,
        transparent 1px 4.2px
      ),
      var(--ready);
  }

  .swatch.cancelling {
    background:
      repeating-linear-gradient(
        135deg,
        color-mix(in srgb, var(--ink) 55%, transparent) 0 1px,
        transparent 1px 4.2px
      ),
      repeating-linear-gradient(
        45deg,
        color-mix(in srgb, var(--ink) 55%, transparent) 0 1px,
        transparent 1px 4.2px
      ),
      var(--cancelling);
  }

  .swatch.created {
    border: 1.5px dashed var(--muted);
    background: none;
  }

  .end {
    flex: none;
    stroke: var(--surface);
  }

  .end .disc {
    stroke: none;
    fill: var(--end);
  }

  .end.done {
    --end: var(--done);
  }

  .end.failed {
    --end: var(--failed);
  }

  .end.cancelled {
    --end: var(--cancelled);
  }
`;
