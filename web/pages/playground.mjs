import { Console } from './playground/console.mjs';
import { Editor } from './playground/editor.mjs';
import { LiveRun } from './playground/live-run.mjs';
import { ProgramRuns } from './playground/program-runs.mjs';
import { programs } from './playground/programs.mjs';
import { fromFragment, toFragment } from './playground/share.mjs';

/**
 * @import { Trace } from '../../wasm/types.js'
 * @import { AwaitScope } from '../player/await-scope.mjs'
 * @import { Cut } from './playground/messages.js'
 * @import { Ending } from './playground/program-runs.mjs'
 */

/** The playground: a program is written, run in a worker, and seen. */

/** The program's name in its tracebacks. */
const NAME = 'program.py';

/** @type {<Kind extends HTMLElement = HTMLElement>(id: string) => Kind} */
const byId = (id) => /** @type {any} */ (document.getElementById(id));

const choice = /** @type {HTMLSelectElement} */ (byId('programs'));
const [runButton, stopButton] = ['run', 'stop'].map((id) => /** @type {HTMLButtonElement} */ (byId(id)));
const realClock = /** @type {HTMLInputElement} */ (byId('real-clock'));
const stamps = /** @type {HTMLInputElement} */ (byId('stamps'));
const picture = byId('picture');

const output = new Console(byId('console'));
const editor = new Editor(byId('program'), run);
const runs = new ProgramRuns();

/** @param {string} text */
function say(text) {
  byId('status').textContent = text;
}

/** @param {boolean} running */
function setRunning(running) {
  stopButton.disabled = !running;
  document.body.classList.toggle('running', running);
  if (!running && document.activeElement === stopButton) runButton.focus();
}

function run() {
  /** What was logged last: of a program that raises, its traceback. */
  let traceback = '';
  output.clear();
  editor.unmark();
  setRunning(true);
  say('Running …');
  const clock = realClock.checked ? 'real' : 'virtual';
  const live = new LiveRun({ name: NAME, text: editor.text, clock }, (paused) => runs.pause(paused));
  if (clock === 'real') figure().run = live;
  runs.start(
    { type: 'run', name: NAME, text: editor.text, clock },
    {
      said: (report) => {
        if (report.type === 'print') {
          output.print(report.line);
        } else if (report.type === 'log') {
          traceback = report.message;
          output.error(report.message);
        } else {
          live.grow(report.part, report.now, report.state);
        }
      },
      ended: (ending) => {
        setRunning(false);
        if (ending.type === 'end') live.grow(ending.part, ending.now, 'returned');
        else live.end();
        ended(ending, live.trace, traceback);
      },
    },
  );
}

/** @type {Record<Cut, string>} */
const cuts = {
  stopped: 'Stopped.',
  records: 'The program was stopped: more events than a picture holds. It may never end.',
  lines: 'The program was stopped: it printed more than this page shows (10,000 lines).',
  memory: 'The program was stopped: it wanted more than 64 MB of memory.',
};

/**
 * @param {Ending} ending
 * @param {Trace} trace
 * @param {string} traceback
 */
function ended(ending, trace, traceback) {
  if (ending.type === 'end') {
    const { state, outcome, cut } = ending;
    if (state === 'raised') markError(traceback, outcome);
    if (cut) output.note(cuts[cut]);
    if (trace.length === 0) noPicture('No loop ran: there is nothing to picture.');
    else if (trace.clock === 'virtual') Object.assign(figure(), { run: null, trace });
    const after =
      trace.length === 0
        ? ''
        : ` after ${Number(trace.time[trace.length - 1].toFixed(3))} s on the loop’s clock`;
    const end = state === 'raised' ? `Failed: ${outcome.replace(/: $/, '')}` : 'Ended';
    say(cut ? cuts[cut] : `${end}${after}.`);
    return;
  }
  const messages = {
    failed: () => (ending.type === 'failed' ? ending.message : ''),
    killed: () => 'Stopped by force: the program did not give way to the loop.',
  };
  const message = messages[ending.type]();
  output.note(message);
  say(message);
  if (trace.length === 0) noPicture(message);
  else if (trace.clock === 'virtual') Object.assign(figure(), { run: null, trace });
}

/**
 * Marks the line where the program failed: the innermost of its own that the traceback names.
 * @param {string} traceback
 * @param {string} outcome
 */
function markError(traceback, outcome) {
  const lines = [...traceback.matchAll(/^(?: {2}\| )? {2}File "program\.py", line (\d+)/gm)];
  const line = Number(lines.at(-1)?.[1]);
  if (line) editor.mark(line, outcome.replace(/: $/, ''));
}

/** The picture of the run. */
function figure() {
  let element = /** @type {AwaitScope | null} */ (picture.querySelector('await-scope'));
  if (!element) {
    element = /** @type {AwaitScope} */ (document.createElement('await-scope'));
    picture.replaceChildren(element);
  }
  return element;
}

/** @param {string} message */
function noPicture(message) {
  const paragraph = document.createElement('p');
  paragraph.className = 'empty';
  paragraph.textContent = message;
  picture.replaceChildren(paragraph);
}

async function share() {
  const fragment = await toFragment(editor.text);
  history.replaceState(null, '', fragment);
  try {
    await navigator.clipboard.writeText(location.href);
    say('The address holds the program now; it is copied.');
  } catch {
    // Without permission, or on a page without TLS.
    say('The address holds the program now: copy it from the address bar.');
  }
}

/** Puts the address' program into the editor. @returns {Promise<boolean>} whether there is one */
async function openAddress() {
  try {
    const text = await fromFragment(location.hash);
    if (text === undefined) return false;
    editor.text = text;
    choice.value = '';
    say('A program from the address: Run starts it.');
  } catch (error) {
    say(/** @type {Error} */ (error).message);
  }
  return true;
}

/** @param {string} name */
async function openProgram(name) {
  const program = programs.find((each) => each.name === name);
  if (!program) return;
  say('Loading …');
  const response = await fetch(program.address).catch(() => undefined);
  if (choice.value !== name) return;
  if (!response?.ok) {
    say('The program cannot be loaded. Load the page anew.');
    return;
  }
  editor.text = await response.text();
  run();
}

choice.append(new Option('…', ''), ...programs.map(({ name, title }) => new Option(title, name)));
choice.options[0].disabled = true;
choice.addEventListener('change', () => openProgram(choice.value));
runButton.addEventListener('click', run);
stopButton.addEventListener('click', () => runs.stop());
stamps.addEventListener('change', () => (output.stamps = stamps.checked));
byId('share').addEventListener('click', share);
addEventListener('hashchange', openAddress);

if (!(await openAddress())) {
  choice.value = programs[0].name;
  await openProgram(choice.value);
}
