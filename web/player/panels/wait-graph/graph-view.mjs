/**
 * A graph of waits that is laid out, as SVG.
 *
 * @import { Model } from '../../../model/types.js'
 * @import { PlacedEdge, PlacedNode } from './layout.mjs'
 * @import { AwaitScopeWaitGraph } from './wait-graph.mjs'
 */
import { nothing, svg } from 'lit';
import { describePrimitive } from '../../words.mjs';
import { cssProperties } from '../../css-properties.mjs';
import { taskColour } from '../../styles/states.mjs';

/** @param {PlacedEdge} edge */
export function edgeView({ from, to, why, critical, path, head }) {
  return svg`<g class=${edgeClass(why, critical)} data-from=${from} data-to=${to}>
    <path d=${path} />
    <polygon points=${head} />
  </g>`;
}

/** Above all lines, so that none goes through it. @param {PlacedEdge} edge */
export function edgeLabelView({ text, why, critical, x, y, width, height }) {
  if (!text) return nothing;
  return svg`<g class=${edgeClass(why, critical)}>
    <rect x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} />
    <text x=${x} y=${y + 3.5} text-anchor="middle">${text}</text>
  </g>`;
}

/**
 * @param {AwaitScopeWaitGraph} panel
 * @param {Model} model
 * @param {PlacedNode} node
 * @param {PlacedEdge[]} edges
 */
export function nodeView(
  panel,
  model,
  { id, type, label, text, detail, critical, x, y, width, height },
  edges,
) {
  const { index, selection } = panel;
  const pressed = id === selection;
  const next = pressed ? 0 : id;
  const names = ['node', type, critical ? 'critical' : '', pressed ? 'selected' : ''].filter(Boolean);
  const row = model.rowOf(id);
  const [left, top] = [x - width / 2, y - height / 2];
  const radius = type === 'task' ? height / 2 : type === 'future' ? 7 : 2;
  return svg`<g
    class=${names.join(' ')}
    data-id=${id}
    role="button"
    tabindex="0"
    aria-pressed=${pressed}
    aria-label=${wordsOf(model, index, id, `${label}, ${detail}`, critical, edges)}
    ${cssProperties({ '--task': row < 0 ? 'var(--muted)' : taskColour(row) })}
    @click=${() => panel.select(next)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      panel.select(next);
    }}
  >
    <title>${describePrimitive(model, id, index) || label}</title>
    <rect class="outline" x=${left} y=${top} width=${width} height=${height} rx=${radius} />
    ${
      type === 'composite' || type === 'primitive'
        ? svg`<path class="sign" d=${signOf(type, left, top, width, height)} />`
        : nothing
    }
    <text class="name" x=${x} y=${y - 3} text-anchor="middle">${text}</text>
    <text class="detail" x=${x} y=${y + 12} text-anchor="middle">${detail}</text>
  </g>`;
}

/**
 * A node as it is read out, with what leads from it.
 * @param {Model} model
 * @param {number} index
 * @param {number} id
 * @param {string} name
 * @param {boolean} critical
 * @param {PlacedEdge[]} edges
 */
function wordsOf(model, index, id, name, critical, edges) {
  const links = edges
    .filter(({ from }) => from === id)
    .map(({ why, to, note }) => `${why} ${model.label(to, index)}${note && `, ${note}`}`);
  return [name, ...links, ...(critical ? ['critical'] : [])].join(', ');
}

/**
 * @param {string} why
 * @param {boolean} critical
 */
const edgeClass = (why, critical) =>
  ['edge', why === 'cancels' ? 'cancels' : '', critical ? 'critical' : ''].filter(Boolean).join(' ');

/**
 * What tells a composite and a primitive from a future, colour and place apart: a composite has a line inside each end,
 * a primitive two below each other on the left.
 * @param {'composite' | 'primitive'} type
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
function signOf(type, left, top, width, height) {
  const line = (/** @type {number} */ x) => `M${x} ${top} v${height}`;
  return type === 'composite' ? line(left + 4.5) + line(left + width - 4.5) : line(left + 4.5);
}
