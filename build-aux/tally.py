#!/usr/bin/env python3
"""Counts what `meson test` ran, prints the logs of what failed, and ends in one line: N passed, M failed.

The folder given holds a folder for each build with meson's testlog.json, and `broken`, a line for each build that could not be
made. A TAP program counts as its test points, any other as one test. A program that fails besides its points (it crashed, leaked,
ran out of time, or promised more points than it made) counts as one failure more.
"""

import json
import pathlib
import re
import sys

POINT = re.compile(r'^( *)(not )?ok\b(?: +\d+)?(?: *-)? *([^#\n]*)(?:# *(\w+) *(.*))?$')
FAILED_RESULTS = {'FAIL', 'ERROR', 'TIMEOUT', 'UNEXPECTEDPASS', 'INTERRUPT'}


class Tally:
    def __init__(self):
        self.passed = 0
        self.failures = []
        self.skips = []

    def count_points(self, program, output):
        """Counts the leaves of a TAP report: a point less indented than the one before it only sums up a subtest."""
        indent = 0
        failed = 0
        found = False
        for line in output.splitlines():
            match = POINT.match(line)
            if not match:
                continue
            found = True
            depth = len(match[1])
            summary = depth < indent
            indent = depth
            if summary:
                continue
            directive = (match[4] or '').upper()
            name = f'{program}: {match[3].strip()}'
            if directive == 'SKIP':
                self.skips.append(f'{name} ({match[5].strip()})')
            elif match[2] and directive != 'TODO':
                self.failures.append(name)
                failed += 1
            else:
                self.passed += 1
        return found, failed

    def add(self, test):
        program, result = test['name'], test['result']
        output = test.get('stdout') or ''
        is_tap, failed = self.count_points(program, output)
        if result in FAILED_RESULTS:
            if not failed:
                self.failures.append(f'{program}: {result.lower()}, exit status {test["returncode"]}')
            print_log(test)
        elif not is_tap:
            if result == 'SKIP':
                self.skips.append(f'{program} ({output.strip().splitlines()[-1] if output.strip() else "no reason given"})')
            else:
                self.passed += 1


def print_log(test):
    print(f'──── {test["name"]} ────')
    for stream in ('stdout', 'stderr'):
        text = (test.get(stream) or '').rstrip()
        if text:
            print(text)
    print()


def read_logs(folder):
    for path in sorted(folder.glob('*/testlog.json')):
        with path.open(encoding='utf-8', errors='replace') as lines:
            for line in lines:
                yield json.loads(line)


def main():
    folder = pathlib.Path(sys.argv[1])
    tally = Tally()
    for test in read_logs(folder):
        tally.add(test)
    broken = folder / 'broken'
    if broken.exists():
        tally.failures += broken.read_text(encoding='utf-8').splitlines()

    for skip in tally.skips:
        print('skipped:', skip)
    for failure in tally.failures:
        print('failed:', failure)
    print(f'{tally.passed} passed, {len(tally.failures)} failed')
    return 0 if tally.passed and not tally.failures else 1


if __name__ == '__main__':
    sys.exit(main())
