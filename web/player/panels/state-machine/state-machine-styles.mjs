import { css } from 'lit';

export const stateMachineStyles = css`
  .body {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px 24px;
    padding: 8px 16px 10px;
  }

  section {
    min-width: 0;
  }

  h3 {
    margin-bottom: 4px;
  }

  .diagram {
    display: block;
    width: 100%;
    max-width: 380px;
    margin: 0 auto;
    overflow: visible;
  }

  text {
    font-size: 11px;
  }

  .edge text {
    font-size: 10.5px;
  }

  .edge.taken {
    --edge: var(--accent);
  }

  .edge.taken path {
    stroke-width: 2.4;
  }

  .edge.taken text {
    fill: var(--accent);
    font-weight: 600;
  }

  .outline {
    fill: var(--raised);
    stroke: var(--line);
    stroke-width: 1.2;
  }

  .created .outline {
    stroke: var(--muted);
    stroke-dasharray: 4 3;
  }

  .sign {
    fill: var(--sign, var(--muted));
  }

  .ready {
    --sign: var(--ready);
  }

  .running {
    --sign: var(--running);
  }

  .waiting,
  .pending {
    --sign: color-mix(in srgb, var(--waiting) 70%, var(--ink));
  }

  .cancelling {
    --sign: var(--cancelling);
  }

  .finished,
  .result {
    --sign: var(--done);
  }

  .failed,
  .exception {
    --sign: var(--failed);
  }

  .cancelled {
    --sign: var(--cancelled);
  }

  .state {
    font-weight: 600;
  }

  .count {
    fill: var(--muted);
    font-variant-numeric: tabular-nums;
  }

  .more {
    fill: var(--muted);
    font-size: 10px;
    font-variant-numeric: tabular-nums;
  }

  .token {
    cursor: pointer;
    outline: none;
  }

  .token .disc {
    fill: var(--task);
  }

  .token text {
    fill: var(--surface);
    font-size: 9.5px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }

  .token .long {
    font-size: 6.6px;
    letter-spacing: -0.03em;
  }

  .ring {
    fill: none;
    stroke: transparent;
    stroke-width: 1.8;
  }

  .token:hover .ring {
    stroke: color-mix(in srgb, var(--task) 50%, transparent);
  }

  .token.selected .ring {
    stroke: var(--task);
  }

  .token:focus-visible .ring {
    stroke: var(--accent);
    stroke-width: 2.4;
  }

  .words {
    display: -webkit-box;
    min-height: 2.9em;
    margin: 14px 0 0;
    overflow: hidden;
    overflow-wrap: anywhere;
    color: var(--muted);
    unicode-bidi: plaintext;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  @container (max-width: 620px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
