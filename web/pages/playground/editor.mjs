import { indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import {
  HighlightStyle,
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  WidgetType,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { minimalSetup } from 'codemirror';

/** The editor of the playground: CodeMirror with Python, in the page's colours, and a line that is marked as wrong. */

/** Says below a line what went wrong in it. */
class Complaint extends WidgetType {
  /** @param {string} message */
  constructor(message) {
    super();
    this.message = message;
  }

  /** @param {Complaint} other */
  eq(other) {
    return other.message === this.message;
  }

  toDOM() {
    const element = document.createElement('div');
    element.className = 'complaint';
    element.textContent = this.message;
    return element;
  }
}

/** @type {import('@codemirror/state').StateEffectType<{ line: number, message: string } | null>} */
const markError = StateEffect.define();

const errorMark = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(markError)) return marksOf(transaction.state, effect.value);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {EditorState} state
 * @param {{ line: number, message: string } | null} error
 */
function marksOf({ doc }, error) {
  if (error === null || error.line < 1 || error.line > doc.lines) return Decoration.none;
  const { from, to } = doc.line(error.line);
  return Decoration.set([
    Decoration.line({ class: 'wrong' }).range(from),
    Decoration.widget({ widget: new Complaint(error.message), side: 1, block: true }).range(to),
  ]);
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    fontWeight: '600',
  },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '14px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: "'IBM Plex Mono', ui-monospace, monospace", lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-gutters': {
    color: 'var(--muted)',
    backgroundColor: 'var(--surface)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 6%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 22%, transparent)',
  },
  '.wrong, .wrong.cm-activeLine': {
    backgroundColor: 'color-mix(in srgb, var(--wrong) 12%, var(--surface))',
    boxShadow: 'inset 3px 0 var(--wrong)',
  },
  '.complaint': {
    padding: '0 6px 2px',
    backgroundColor: 'color-mix(in srgb, var(--wrong) 12%, var(--surface))',
    boxShadow: 'inset 3px 0 var(--wrong)',
    color: 'var(--wrong)',
    fontStyle: 'italic',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/**
 * Typing over a selection. The browser's own way merges lines with style attributes, which a strict
 * Content-Security-Policy refuses, with an error a key.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data, isComposing } = event;
    if (inputType !== 'insertText' || isComposing || data === null || view.state.selection.main.empty)
      return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

export class Editor {
  #view;

  /**
   * Opens an editor in an element. It stands in a shadow root, whose style sheets are constructed: the page's
   * Content-Security-Policy refuses the style elements that CodeMirror puts into a document.
   * @param {HTMLElement} place
   * @param {() => void} run what Ctrl+Enter does
   */
  constructor(place, run) {
    const root = place.attachShadow({ mode: 'open', delegatesFocus: true });
    const runs = { key: 'Mod-Enter', run: () => (run(), true) };
    this.#view = new EditorView({
      parent: root,
      root,
      extensions: [
        Prec.highest(keymap.of([runs])),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        minimalSetup,
        python(),
        indentUnit.of('    '),
        indentOnInput(),
        bracketMatching(),
        keymap.of([indentWithTab]),
        errorMark,
        typingOver,
        syntaxHighlighting(colours),
        theme,
        EditorView.contentAttributes.of({
          'aria-label': 'Python program',
          spellcheck: 'false',
          tabindex: '0',
        }),
        EditorState.tabSize.of(4),
      ],
    });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  /** Puts another text in the place of the old one; undo brings that back. @param {string} text */
  set text(text) {
    const { length } = this.#view.state.doc;
    this.#view.dispatch({ changes: { from: 0, to: length, insert: text }, selection: { anchor: 0 } });
  }

  /**
   * Marks a line and says what is wrong with it, until the text changes.
   * @param {number} line from 1
   * @param {string} message
   */
  mark(line, message) {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    this.#view.dispatch({
      effects: [
        markError.of({ line, message }),
        EditorView.scrollIntoView(from, { y: 'nearest', yMargin: 40 }),
      ],
    });
  }

  unmark() {
    this.#view.dispatch({ effects: markError.of(null) });
  }
}
