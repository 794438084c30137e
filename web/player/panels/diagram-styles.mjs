import { css } from 'lit';

/** What diagrams share: their texts, and the edges between what they show. */
export const diagramStyles = css`
  :host {
    container-type: inline-size;
    --faint: color-mix(in srgb, var(--muted) 60%, var(--surface));
  }

  text {
    fill: var(--ink);
    font-size: 12px;
    unicode-bidi: isolate;
  }

  .edge path {
    fill: none;
    stroke: var(--edge, var(--faint));
    stroke-width: 1.4;
  }

  .edge polygon {
    fill: var(--edge, var(--faint));
  }

  .edge text {
    fill: var(--muted);
    font-size: 11px;
  }
`;
