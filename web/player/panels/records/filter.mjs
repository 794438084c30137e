import { css, html, nothing } from 'lit';

/** What the panels that list lines and events share: a field to search in, and a switch to see one task's alone. */
export const filterStyles = css`
  .filter {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: 1;
    min-width: 0;
    margin-inline-start: 4px;
  }

  .filter input {
    flex: 0 1 150px;
    min-width: 0;
    height: 24px;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
    font-size: 0.86em;
  }

  .filter input::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .filter button {
    flex: none;
    max-width: 18ch;
    padding: 2px 9px;
    border: 1px solid var(--line);
    border-radius: 99px;
    color: var(--muted);
    font-size: 0.86em;
  }

  .filter button[aria-pressed='true'] {
    border-color: color-mix(in srgb, var(--accent) 55%, var(--line));
    background: var(--selected);
    color: var(--ink);
  }

  @media print {
    .filter {
      display: none;
    }
  }
`;

/**
 * @param {object} shown
 * @param {string} shown.what is searched, in the plural
 * @param {string} shown.words searched for
 * @param {string} shown.task name of the selected task, '' for none
 * @param {boolean} shown.only whether its own are shown alone
 * @param {(words: string) => void} search
 * @param {() => void} toggle
 */
export const filterView = ({ what, words, task, only }, search, toggle) =>
  html`<div class="filter">
    <input
      type="search"
      placeholder="Search"
      aria-label=${`Search ${what}`}
      .value=${words}
      @input=${(/** @type {InputEvent} */ event) =>
        search(/** @type {HTMLInputElement} */ (event.target).value.toLowerCase())}
    />
    ${
      task
        ? html`<button
            class="name"
            aria-pressed=${only}
            title=${`Only what is about ${task}`}
            @click=${toggle}
          >
            only ${task}
          </button>`
        : nothing
    }
  </div>`;
