/** What `--help` prints. */

export const USAGE = `awaitscope: watch asyncio programs run, in C and in Python

Usage
  awaitscope list [--json]
  awaitscope run SCENARIO|PROGRAM.py [options]
  awaitscope replay TRACE [--format gantt|json|none]
  awaitscope export TRACE|SCENARIO|PROGRAM.py --format html|svg|chrome|mermaid|json [-o FILE] [options]

list    the scenarios
run     run one, or a Python program; print what it prints, then its timeline
replay  the same from a trace file
export  the figure as one file (html), its timeline as a picture (svg), for Perfetto (chrome), for Markdown (mermaid), or the
        trace itself (json)

Options of run, and of export of a run
  --set NAME=VALUE        a parameter of the scenario; once for each
  --clock virtual|real    virtual (default): sleeps cost no time; real: the machine's clock
  --seed N                of the program's random numbers; default 0
Options of run
  --format gantt|json|none  what follows the output: the timeline (default), nothing; or the trace in its place
  --trace FILE            write the trace to FILE too
  --stamp                 print each line with its time and task, and no timeline unless --format asks
  --iterations            with --stamp: the loop's iteration too
Options of all
  --help, -h              this text
  --version               the version

Exit status: 0; 1: the program failed; 2: wrong use, or a file could not be read or written.
COLUMNS sets the timeline's width, NO_COLOR keeps it plain.
`;
