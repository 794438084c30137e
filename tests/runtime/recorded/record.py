#!/usr/bin/env python3
"""Record anew what CPython 3.13 prints for the programs that the runtime's tests repeat in C.

    python3.13 tests/runtime/recorded/record.py [--oracle ORACLE.py] [SUBJECT]...

Each top-level coroutine function without parameters in SUBJECT.py is one program. What the oracle prints for it
(virtual clock, each line behind its time, iteration and task) becomes expected_NAME in SUBJECT.h, which
test_SUBJECT.c compares with what its own coroutine NAME prints. The oracle is tests/conformance/recorder.py, unless
another is named.
"""
import argparse
import ast
import json
import os
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
ORACLE = FOLDER.parents[1] / "conformance" / "recorder.py"


def yields(node):
    """Whether a function is a generator: what functions inside it yield does not count."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return any(
        isinstance(child, (ast.Yield, ast.YieldFrom)) or not isinstance(child, inner) and yields(child)
        for child in ast.iter_child_nodes(node)
    )


def programs(source):
    """The names of the programs in a file, in order."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.AsyncFunctionDef) and not node.args.args and not yields(node):
            yield node.name


def run(oracle, source, name):
    """What the oracle prints for one program."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "program.py")
        program.write_text(f"{source}\n\nasyncio.run({name}())\n")
        command = [sys.executable, oracle, program, "--iterations"]
        env = {**os.environ, "PYTHONPATH": str(FOLDER)}  # for support.py
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env)
    if done.returncode > 1 or "!SyntaxError" in done.stdout or "!NameError" in done.stdout:
        sys.exit(f"{name} does not run:\n{done.stdout}{done.stderr}")
    return done.stdout


def c_string(text):
    """Lines of text as adjacent literals of C."""
    return "\n    ".join(json.dumps(line, ensure_ascii=False) for line in text.splitlines(True)) or '""'


def record(oracle, subject):
    source = FOLDER.joinpath(f"{subject}.py").read_text()
    parts = [f"/* Recorded from CPython 3.13 by record.py: what {subject}.py prints. */\n/* clang-format off */\n"]
    for name in programs(source):
        parts.append(f"static const char expected_{name}[] =\n    {c_string(run(oracle, source, name))};\n")
    FOLDER.joinpath(f"{subject}.h").write_text("\n".join(parts))
    print(f"{subject}: {len(parts) - 1} programs")


def main():
    if sys.version_info[:2] != (3, 13):
        sys.exit("This has to be Python 3.13, whose asyncio the runtime follows.")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oracle", type=pathlib.Path, default=ORACLE)
    parser.add_argument("subjects", metavar="SUBJECT", nargs="*")
    options = parser.parse_args()
    every = (path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith(("record", "support")))
    for subject in options.subjects or sorted(every):
        record(options.oracle.resolve(), subject)


main()
