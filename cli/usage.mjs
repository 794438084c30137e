/** What `--help` prints: at most 80 columns. */

export const USAGE = `awaitscope: watch asyncio programs run, in C and in Python

Usage
  awaitscope list [SCENARIO] [--json]
  awaitscope run SCENARIO|PROGRAM.py [options]
  awaitscope replay TRACE [--format gantt|json|none]
  awaitscope export TRACE|SCENARIO|PROGRAM.py --format FORMAT [-o FILE]
             [options]

Commands
  list    the scenarios; of one, what it shows and its parameters
  run     run a scenario or a Python program: prints what it prints, then its
          timeline
  replay  the same from a trace file
  export  one file for others, on standard output without -o:
            html     a page with the figure and the run inside
            svg      the timeline as a picture
            chrome   for Perfetto and chrome://tracing
            mermaid  for Markdown
            json     the trace itself

Options of run, and of export of a run
  --set NAME=VALUE        a parameter of the scenario; once for each
  --clock virtual|real    virtual (default): sleeps cost no time;
                          real: the machine's clock
  --seed N                of the program's random numbers (default 0)

Options of run
  --format gantt|json|none
                          what follows the output: the timeline (default) or
                          nothing; json: the trace in the output's place
  --trace FILE            write the trace to FILE too
  --stamp                 print each line with its time and task, and no
                          timeline unless --format asks for it
  --iterations            with --stamp: the loop's iteration too

Options of all
  -h, --help              this text
  --version               the version

Exit status: 0; 1: the program failed; 2: wrong use, or a file could not be
read or written. COLUMNS sets the timeline's width, NO_COLOR keeps it plain.
`;
