#!/usr/bin/env python3
"""build-aux/tally.py: what counts as a test passed or failed, and that the last line and the exit status tell the truth."""

import json
import pathlib
import subprocess
import sys
import tempfile

from lint import Report, TREE

POINTS = 'ok 1 /a\nok 2 /b # SKIP no network\nnot ok 3 /c - wrong\n1..3\n'

# What each program printed, its result and exit status; builds that broke; then the expected last line and exit status.
SCENES = {
    'nothing ran': ([], [], '0 passed, 0 failed', 1),
    'a plain program is one test': ([('', 'OK', 0)], [], '1 passed, 0 failed', 0),
    'points are counted, skipped ones are not': ([('ok 1 /a\nok 2 /b # SKIP x\nok 3 /c\n', 'OK', 0)], [], '2 passed, 0 failed', 0),
    'failed points are counted': ([(POINTS, 'FAIL', 1)], [], '1 passed, 1 failed', 1),
    'a leak after good points is a failure': ([('ok 1 /a\n1..1\n', 'ERROR', 1)], [], '1 passed, 1 failed', 1),
    'a crash without points is a failure': ([('', 'ERROR', -11)], [], '0 passed, 1 failed', 1),
    'a time-out is a failure': ([('ok 1 /a\n', 'TIMEOUT', -9)], [], '1 passed, 1 failed', 1),
    'only skipped is nothing': ([('no display\n', 'SKIP', 77)], [], '0 passed, 0 failed', 1),
    'a broken build is a failure': ([('', 'OK', 0)], ['building _build'], '1 passed, 1 failed', 1),
    'the line of a subtest sums up its leaves': ([('    ok 1 x\n    ok 2 y\n    1..2\nok 1 - both\n', 'OK', 0)], [], '2 passed, 0 failed', 0),
}


def tally(programs, broken):
    with tempfile.TemporaryDirectory(prefix='crm-tally-') as name:
        folder = pathlib.Path(name)
        (folder / 'build').mkdir()
        with (folder / 'build/testlog.json').open('w') as log:
            for number, (output, result, status) in enumerate(programs):
                log.write(json.dumps({'name': f'program {number}', 'stdout': output, 'result': result, 'returncode': status}) + '\n')
        if broken:
            (folder / 'broken').write_text('\n'.join(broken) + '\n')
        done = subprocess.run([sys.executable, TREE / 'build-aux/tally.py', folder], capture_output=True, text=True, check=False)
        return done.stdout.splitlines()[-1], done.returncode


def main():
    report = Report()
    for name, (programs, broken, *expected) in SCENES.items():
        line, status = tally(programs, broken)
        report.check(name, [] if [line, status] == expected else [f'said “{line}”, status {status}'])
    report.finish()


main()
