import { css } from 'lit';

/** The plot: the canvas, what stands above it, and what is said of a place in it. */
export const plotStyles = css`
  .plot {
    forced-color-adjust: none;
    print-color-adjust: exact;
    position: sticky;
    top: 0;
    height: var(--height);
    overflow: hidden;
    cursor: crosshair;
    touch-action: pan-y;
    user-select: none;
  }

  canvas {
    display: block;
    position: absolute;
    inset: 0;
  }

  /* Below the axis, whatever is scrolled. */
  .above {
    position: absolute;
    inset: var(--axis) 0 0 0;
    overflow: hidden;
    pointer-events: none;
  }

  /* What has not happened yet at the playhead, so faint that texts below it keep a contrast of 4.5. */
  .cover {
    position: absolute;
    inset: 0;
    background: var(--surface);
    opacity: 0.3;
    pointer-events: none;
    transform: translateX(var(--playhead, 0));
  }

  /* The future of a live run is not known. */
  .cover.live {
    background: repeating-linear-gradient(
      to bottom,
      var(--surface) 0 calc(var(--row) - 1px),
      var(--line) calc(var(--row) - 1px) var(--row)
    );
    opacity: 1;
  }

  .playhead {
    position: absolute;
    inset-block: 0;
    left: 0;
    width: 1.5px;
    margin-left: -0.75px;
    background: var(--accent);
    pointer-events: none;
    transform: translateX(var(--playhead, 0));
  }

  /* Labels of the axis that the flag would cut. */
  .covered {
    position: absolute;
    left: 0;
    top: 0;
    width: var(--covered-width, 0);
    height: calc(var(--axis) - 2px);
    background: var(--surface);
    pointer-events: none;
    transform: translateX(var(--covered, 0));
  }

  .now {
    position: absolute;
    top: 4px;
    left: var(--flag, 0);
    padding: 0 6px;
    border-radius: 4px;
    background: var(--accent);
    color: var(--surface);
    font-size: 11px;
    font-weight: 600;
    line-height: 18px;
    white-space: nowrap;
    pointer-events: none;
    transform: translateX(-50%);
  }

  .probe {
    forced-color-adjust: none;
  }

  .mark {
    position: absolute;
    left: 4px;
    top: calc((var(--row) - 16px) / 2);
    height: 16px;
    line-height: 0;
    transform: translate(var(--x), var(--y));
    pointer-events: none;
  }

  .mark.future {
    opacity: 0.55;
  }

  /* A dashed line below the bar, from where the timeout began to the flag at its deadline. */
  .deadline {
    position: absolute;
    left: 0;
    top: 0;
    width: var(--width);
    height: 25px;
    border-bottom: 1.25px dashed var(--cancelling);
    transform: translate(var(--x), var(--y));
  }

  .deadline svg {
    position: absolute;
    right: -1px;
    bottom: -1px;
    fill: var(--surface);
    stroke: var(--cancelling);
    stroke-width: 1.25;
    stroke-linejoin: round;
  }

  .deadline.expired svg {
    fill: var(--cancelling);
  }

  .deadline.ahead {
    opacity: 0.55;
  }

  .deadline.over {
    opacity: 0.6;
  }

  /* Below the axis' labels. */
  .range {
    position: absolute;
    left: 0;
    top: calc(var(--axis) - 8px);
    width: var(--width);
    height: 8px;
    border-inline: 2px solid var(--accent);
    background: color-mix(in srgb, var(--accent) 24%, transparent);
    transform: translateX(var(--x));
    pointer-events: none;
  }

  .tip {
    position: absolute;
    z-index: 3;
    display: grid;
    gap: 1px;
    width: max-content;
    max-width: min(320px, 50% - 20px);
    padding: 7px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
    box-shadow: 0 4px 16px rgb(0 0 0 / 14%);
    font-size: 0.86em;
    line-height: 1.4;
    pointer-events: none;
    top: calc(var(--y) + 12px);
    overflow-wrap: anywhere;
  }

  .tip span {
    color: var(--muted);
  }

  .tip.right {
    left: calc(var(--x) + 14px);
  }

  .tip.left {
    right: calc(100% - var(--x) + 14px);
  }

  @container (max-width: 620px) {
    .tip:is(.left, .right) {
      inset-inline: 8px;
      width: auto;
      max-width: none;
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .deadline.glides {
      transition: width 250ms ease-out;
    }
  }

  @media print {
    .cover {
      display: none;
    }

    .mark.future {
      opacity: 1;
    }
  }
`;
