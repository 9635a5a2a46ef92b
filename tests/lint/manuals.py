#!/usr/bin/env python3
"""The manual pages say what the programs say of themselves: the same commands, each with the same options.

    manuals.py PROGRAM...

A program is looked up in data/NAME.1, and asked with --help. Where that lists commands, each stands under COMMANDS with the options of
its line; the options of the program itself stand under OPTIONS.
"""

import os
import pathlib
import re
import sys

from lint import Report, TREE, run, tool

# What every program of GTK and GApplication has is theirs to tell.
OTHERS = {'--gapplication-service', '--help-all', '--help-gapplication', '--help-gtk', '--display'}

OPTION = re.compile(r'(?<![\w-])--?[a-z][\w-]*')
# A command, with what it does on the line below.
COMMAND = re.compile(r'^  ([a-z][a-z-]*) (.*)\n {6}\S', re.MULTILINE)
FONT = re.compile(r'\\f[A-Z]')
REQUEST = re.compile(r'^\.(?:B|I|BR|RB|BI|IR|RI|IB)\s+(.*)$')


def plain(line):
    """A line of roff as it is read: without its requests, fonts and quotes."""
    match = REQUEST.match(line)
    text = FONT.sub('', match[1] if match else line)
    return text.replace('\\-', '-').replace('"', '') if match else text.replace('\\-', '-')


def sections(path):
    """The lines of each section of a page, by its heading."""
    found, name = {}, None
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('.SH'):
            name = line[3:].strip().strip('"')
            found[name] = []
        elif name:
            found[name].append(line)
    return found


def headings(lines):
    """The lines behind .TP, which say what the paragraph is about."""
    return [plain(line) for before, line in zip(lines, lines[1:]) if before.startswith('.TP')]


def options_in(text):
    return set(OPTION.findall(text))


def compare(where, said, written):
    for option in sorted(said - written):
        yield f'{where}: {option} is in --help only'
    for option in sorted(written - said):
        yield f'{where}: {option} is in the manual page only'


def command_problems(page, usage, lines):
    written = {}
    for heading in headings(lines):
        words = heading.split()
        # The commands of one that has several, such as "remote add", are one line of --help.
        written.setdefault(words[0], set()).update(options_in(heading))
    for name in sorted(usage.keys() - written.keys()):
        yield f'{page}: lacks the command {name}'
    for name in sorted(written.keys() - usage.keys()):
        yield f'{page}: {name}: there is no such command'
    for name in sorted(usage.keys() & written.keys()):
        yield from compare(f'{page}: {name}', options_in(usage[name]), written[name])


def problems(program, page):
    environment = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')
    status, said = run(program, '--help', env=environment)
    if status:
        yield f'{program.name} --help: status {status}: {said.strip()}'
        return
    usage = dict(COMMAND.findall(said))
    page_sections = sections(TREE / page)
    own = said if not usage else said.partition('\n\n')[0]
    written = set().union(*(options_in(heading) for heading in headings(page_sections.get('OPTIONS', []))))
    if usage:
        # A usage line names the options that are used most; those of the manual are taken by the program, or it is not true.
        yield from (f'{page}: {option} is in --help only' for option in sorted(options_in(own) - written))
        yield from (f'{page}: {program.name} does not know {option}' for option in sorted(written) if not known(program, option, environment))
        yield from command_problems(page, usage, page_sections.get('COMMANDS', []))
    else:
        yield from compare(page, options_in(own) - OTHERS, written - OTHERS)


def known(program, option, environment):
    """Whether the program takes an option of its own: what it does not know it calls unknown."""
    return 'nknown option' not in run(program, option, env=environment)[1]


def main():
    report = Report()
    for name in sys.argv[1:]:
        program = pathlib.Path(name).resolve()
        page = f'data/{program.name}.1'
        if not (TREE / page).is_file():
            report.check(f'{page} says what {program.name} --help says', [f'there is no {page}'])
        else:
            report.check(f'{page} says what {program.name} --help says', problems(program, page))
        if tool(report, 'groff', f'{page} is set without a warning'):
            report.check(f'{page} is set without a warning', run('groff', '-man', '-Tutf8', '-K', 'utf8', '-ww', '-z', TREE / page)[1].splitlines())
    report.finish()


main()
