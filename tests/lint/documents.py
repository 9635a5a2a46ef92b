#!/usr/bin/env python3
"""What README and CONTRIBUTING say exists: commands, paths, options, suites; and every room says what it is for."""

import os
import re

from lint import Report, TREE, files, read, relative, run

DOCUMENTS = ('README.md', 'CONTRIBUTING.md')
COMMANDS = ('run', 'check', '.ci/run')

CODE = re.compile(r'```\w*\n(.*?)```|`([^`\n]+)`', re.DOTALL)
COMMAND = re.compile(r'(?:^|[\s(])(\./[\w./-]+)((?:[ \t]+[^\s|;&)]+)*)')
PATH = re.compile(r'^(?:src|tests|data|po|ui|build-aux|\.ci)/[\w./-]*$')
PLACEHOLDER = re.compile(r'\b(?:ROOM|NAME)\b')
LINK = re.compile(r'\]\(([^)#:\s]+)(?:#[^)]*)?\)')
SUITE = re.compile(r'--suite[ =](\w+)')


def code_spans(text):
    for match in CODE.finditer(text):
        yield text.count('\n', 0, match.start()) + 1, match[1] or match[2]


def options_of(command):
    return run('sh', command, '--help')[1]


def command_problems(name):
    for line, code in code_spans(read(TREE / name)):
        for match in COMMAND.finditer(code):
            path = TREE / match[1]
            if not os.access(path, os.X_OK):
                yield f'{name}:{line}: {match[1]} is not there, or cannot be run'
                continue
            for option in re.findall(r'--[\w-]+', match[2]):
                if option not in options_of(path):
                    yield f'{name}:{line}: {match[1]} knows no {option}'


def path_problems(name):
    text = read(TREE / name)
    for line, code in code_spans(text):
        if PATH.match(code) and not PLACEHOLDER.search(code) and not (TREE / code).exists():
            yield f'{name}:{line}: there is no {code}'
    for match in LINK.finditer(text):
        if not (TREE / match[1]).exists():
            yield f'{name}:{text.count(chr(10), 0, match.start()) + 1}: there is no {match[1]}'


def suite_problems(name):
    known = ' '.join(read(path) for path in files('meson.build', under=('tests',)))
    for line, code in code_spans(read(TREE / name)):
        for suite in SUITE.findall(code):
            if f"'{suite}'" not in known:
                yield f'{name}:{line}: there is no suite {suite}'


def room_problems():
    """Every folder of src and of src/ui that has code has a page that says what it is for."""
    rooms = [path for parent in (TREE / 'src', TREE / 'src/ui') if parent.is_dir() for path in parent.iterdir() if path.is_dir()]
    for room in sorted(rooms):
        if any(room.glob('*.c')) and not (room / 'README.md').is_file():
            yield f'{relative(room)}: no README.md'


def main():
    report = Report()
    report.check('the commands can be run', (f'{name}: not there, or not executable' for name in COMMANDS if not os.access(TREE / name, os.X_OK)))
    for name in DOCUMENTS:
        report.check(f'{name}: its commands exist', command_problems(name))
        report.check(f'{name}: its paths exist', path_problems(name))
        report.check(f'{name}: its suites exist', suite_problems(name))
    report.check('rooms have a README.md', room_problems())
    report.finish()


main()
