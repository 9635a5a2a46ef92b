#!/usr/bin/env python3
"""The heart asks for nothing of the window: its objects have no undefined symbol of GTK.

    symbols.py LIBRARY...
"""

import os
import re
import sys

from lint import Report, run, tool

# gdk-pixbuf reads pictures and is a library of its own.
TOOLKIT = re.compile(r'^(?:gtk|gdk(?!_pixbuf)|gsk|adw)_')


def problems(library):
    status, output = run('nm', '--undefined-only', '--print-file-name', library)
    if status:
        yield output
        return
    for line in output.splitlines():
        words = line.split()
        if words and TOOLKIT.match(words[-1]):
            yield f'{words[0].rpartition(":")[0]}: {words[-1]}'


def main():
    report = Report()
    for library in sys.argv[1:]:
        name = f'{library.rpartition("/")[2]} asks for no symbol of the toolkit'
        if tool(report, 'nm', name):
            report.check(name, problems(os.path.abspath(library)))
    report.finish()


main()
