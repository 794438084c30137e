import { css } from 'lit';

/** A list of which only some rows are made: the others are room above and below them. */
export const rowsStyles = css`
  .rows {
    padding-block: var(--above, 0) var(--below, 0);
  }

  /* What is seen is kept in place by the list itself. */
  .body {
    overflow-anchor: none;
  }
`;
