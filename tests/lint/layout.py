#!/usr/bin/env python3
"""The layout of the C sources is clang-format's work: nothing is left for taste, or for review."""

from lint import Report, TREE, files, run, tool

FORMATTER = 'clang-format-14'
SOME = 20


def main():
    report = Report()
    if tool(report, FORMATTER, 'sources are laid out'):
        sources = files('*.c', '*.h', under=('src', 'tests'))
        problems = []
        for start in range(0, len(sources), SOME):
            _, output = run(FORMATTER, '--dry-run', '-Werror', *sources[start:start + SOME])
            problems += [line.replace(f'{TREE}/', '') for line in output.splitlines() if ': error: ' in line]
        if problems:
            problems.append(f'to mend: {FORMATTER} -i FILE')
        report.check('sources are laid out', problems)
    report.finish()


main()
