#!/usr/bin/env python3
"""One idea per file and function: what outgrows these limits is split by concern."""

import re
import statistics

from lint import Report, code_only, files, line_of, read, relative

FILE_LINES = 600
FUNCTION_LINES = 100
INTERFACE_LINES = 300

# clang-format puts a function's braces, and those of a type, in the first column.
BLOCK = re.compile(r'^\{\n.*?^\}', re.MULTILINE | re.DOTALL)


def functions(path):
    """Name, line and length of each function of a C file."""
    text = code_only(read(path))
    for block in BLOCK.finditer(text):
        head = text[:block.start()].rstrip()
        if head.endswith(')'):
            name = re.findall(r'^(\w+)\s*\(', head, re.MULTILINE)
            yield name[-1] if name else '?', line_of(text, block.start()), block[0].count('\n') + 1


def long_files(paths, limit):
    for path in paths:
        lines = read(path).count('\n')
        if lines > limit:
            yield f'{relative(path)}: {lines} lines; {limit} is the limit'


def long_functions(paths, lengths):
    for path in paths:
        for name, line, length in functions(path):
            lengths.append(length)
            if length > FUNCTION_LINES:
                yield f'{relative(path)}:{line}: {name} has {length} lines; {FUNCTION_LINES} is the limit'


def main():
    report = Report()
    lengths = []
    report.check(f'files have at most {FILE_LINES} lines',
                 long_files(files('*.c', '*.h', '*.py', '*.css', '*.sh', under=('src', 'tests', 'data', 'build-aux')), FILE_LINES))
    report.check(f'functions have at most {FUNCTION_LINES} lines', long_functions(files('*.c', under=('src', 'tests')), lengths))
    report.check(f'interface files have at most {INTERFACE_LINES} lines', long_files(files('*.ui'), INTERFACE_LINES))
    if len(lengths) > 1:
        tenths = statistics.quantiles(lengths, n=10)
        print(f'# {len(lengths)} functions: median {statistics.median(lengths):.0f} lines, nine of ten up to {tenths[8]:.0f}')
    report.finish()


main()
