#!/usr/bin/env python3
"""Shell scripts parse, in the shell that their first line names (plain sh, where they are sourced)."""

import os

from lint import Report, TREE, relative, run

SKIPPED = ('_build', '.git', 'node_modules')


def scripts():
    for folder, folders, names in os.walk(TREE):
        folders[:] = sorted(name for name in folders if not name.startswith(SKIPPED))
        for name in sorted(names):
            path = TREE / folder / name
            if path.is_symlink() or not path.is_file():
                continue
            with path.open('rb') as stream:
                first = stream.readline(64)
            if first.startswith(b'#!') and b'bash' in first:
                yield path, 'bash'
            elif first.startswith((b'#!/bin/sh', b'#!/usr/bin/env sh')) or name.endswith('.sh'):
                yield path, 'sh'


def problems():
    for path, shell in scripts():
        status, output = run(shell, '-n', path)
        if status:
            yield f'{relative(path)}: {output.strip()}'


def main():
    report = Report()
    report.check('shell scripts parse', problems())
    report.finish()


main()
