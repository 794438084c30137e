import { css } from 'lit';

/**
 * The look of a figure, as CSS custom properties of <await-scope>. A page overrides any of them on the tag:
 *
 *   --await-scope-font, --await-scope-mono      families of text and of code; text is the page's own by default
 *   --await-scope-size                          size of the text, 14px by default
 *   --await-scope-radius                        of the figure's corners; buttons and chips take half
 *   --await-scope-surface, -raised, -sunken     backgrounds: the figure, its controls, its code
 *   --await-scope-ink, -muted, -line            text, secondary text, hairlines
 *   --await-scope-accent                        playhead, focus, the pressed button
 *   --await-scope-ready, -running, -waiting, -cancelling      states; each has a pattern too, so colour is never alone
 *   --await-scope-done, -failed, -cancelled     ends
 *   --await-scope-task-0 … -7                   the tasks' own colours, taken in turn; a name always stands beside them
 *
 * The colours of states and ends are Okabe and Ito's, of tasks Paul Tol's muted scheme, darkened or lightened until
 * text beside them reaches a contrast of 4.5 on either background. Light or dark is what the page's own
 * `color-scheme` comes to, or the attribute theme="light" | "dark".
 */
export const tokens = css`
  :host {
    --font: var(--await-scope-font, inherit);
    --mono: var(--await-scope-mono, ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace);
    --size: var(--await-scope-size, 14px);
    --radius: var(--await-scope-radius, 10px);
    --radius-small: calc(var(--radius) / 2);

    --surface: var(--await-scope-surface, light-dark(#ffffff, #14181d));
    --raised: var(--await-scope-raised, light-dark(#f6f7f8, #1b2027));
    --sunken: var(--await-scope-sunken, light-dark(#fafbfb, #101318));
    --ink: var(--await-scope-ink, light-dark(#182027, #e6eaee));
    --muted: var(--await-scope-muted, light-dark(#59646e, #98a3ad));
    --line: var(--await-scope-line, light-dark(#e1e5e8, #2a313a));
    --accent: var(--await-scope-accent, light-dark(#0a6aa6, #6ab8ee));
    --selected: color-mix(in srgb, var(--accent) 10%, var(--surface));

    --ready: var(--await-scope-ready, light-dark(#e69f00, #e8a92a));
    --running: var(--await-scope-running, light-dark(#0072b2, #3d9fdb));
    --waiting: var(--await-scope-waiting, light-dark(#c3d3de, #3a4a58));
    --cancelling: var(--await-scope-cancelling, light-dark(#d55e00, #ee7f33));
    --done: var(--await-scope-done, light-dark(#00795a, #2cb891));
    --failed: var(--await-scope-failed, light-dark(#bf4800, #f58a49));
    --cancelled: var(--await-scope-cancelled, light-dark(#a3487b, #dd93bd));

    --task-0: var(--await-scope-task-0, light-dark(#4a3fb0, #9a92ee));
    --task-1: var(--await-scope-task-1, light-dark(#0f7f70, #4fc3b2));
    --task-2: var(--await-scope-task-2, light-dark(#a8325a, #ee8aa8));
    --task-3: var(--await-scope-task-3, light-dark(#7a6a00, #cfc04f));
    --task-4: var(--await-scope-task-4, light-dark(#9b3a93, #dc8fd5));
    --task-5: var(--await-scope-task-5, light-dark(#2a6f97, #7fc4ea));
    --task-6: var(--await-scope-task-6, light-dark(#96521c, #dd9f68));
    --task-7: var(--await-scope-task-7, light-dark(#4a7a1f, #9ccf6a));
  }

  /* The system's colours where a reader has chosen them; states keep theirs, and their patterns. */
  @media (forced-colors: active) {
    :host {
      --surface: Canvas;
      --raised: Canvas;
      --sunken: Canvas;
      --ink: CanvasText;
      --muted: CanvasText;
      --line: CanvasText;
      --accent: Highlight;
      --selected: Canvas;
    }
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }
`;
