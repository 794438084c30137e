/**
 * What stands above a figure's timeline.
 *
 * @import { Model } from '../../model/types.js'
 * @import { AwaitScope } from '../await-scope.mjs'
 */
import { html, nothing } from 'lit';
import './parameters.mjs';
import './transport.mjs';

/**
 * The title where the figure is one among others, the transport unless another figure has it, the scenario's
 * parameters.
 * @param {AwaitScope} figure
 * @param {Model} model
 * @param {{ transport: (event: CustomEvent<{ action: string, value: any }>) => void, parameter: (event: CustomEvent<{
 *   name: string, value: number }>) => void, }} asked
 */
export function controlsView(figure, model, { transport, parameter }) {
  const { about, values } = figure;
  return html`<div class="controls">
    ${figure.bare ? titleView(figure, model) : nothing}
    ${figure.leader ? nothing : transportView(figure, model, transport)}
    ${
      about?.parameters.length
        ? html`<await-scope-parameters
            .parameters=${about.parameters}
            .values=${values}
            @parameter=${parameter}
          ></await-scope-parameters>`
        : nothing
    }
  </div>`;
}

/**
 * What it is called, and of what it is a run.
 * @param {AwaitScope} figure
 * @param {Model} model
 */
function titleView({ label, called }, { trace }) {
  const { title } = trace.scenario;
  const name = label || called || title;
  return html`<p class="title">
    ${name} ${name === title ? nothing : html`<span class="muted">${title}</span>`}
  </p>`;
}

/**
 * @param {AwaitScope} figure
 * @param {Model} model
 * @param {(event: CustomEvent) => void} transport
 */
function transportView(figure, model, transport) {
  const { position, live } = figure;
  return html`<await-scope-transport
    .position=${position}
    .length=${model.length}
    .end=${Math.max(model.end, figure.span, live ? figure.extent : 0)}
    .playing=${figure.playing}
    .speed=${figure.speed}
    .axis=${figure.axis}
    .live=${live}
    .canRun=${figure.about !== null}
    .looping=${figure.range !== null}
    .helping=${figure.helping}
    .plain=${figure.bare}
    @transport=${transport}
  ></await-scope-transport>`;
}
