#!/usr/bin/env python3
"""build-aux/setup.sh on machines that are made up: what is missing, what it says, asks and installs."""

import os
import pathlib
import pty
import subprocess
import tempfile

from lint import Report, TREE

PACKAGES = '''# a comment
build  gcc        cmd:cc      the compiler
build  libthing   pc:thing-1  a library
run    icons      -           pictures
test   checker?   cmd:checker an extra
'''

# Each stands for a program of the machine. $LOG collects what would have been done to it.
PROGRAMS = {
    'dpkg-query': 'for name in $INSTALLED; do case " $* " in *" $name "*) echo "ii $name";; esac; done; exit 1',
    'apt-cache': 'case " $KNOWN " in *" $2 "*) exit 0;; esac; exit 100',
    'apt-get': '''
case "$*" in
  update*) echo "update" >>"$LOG"; : >"$LISTS" ;;
  *--assume-no*)
    if [ -e "$LISTS" ]; then echo "Need to get 1,234 kB of archives."; echo "After this operation, 5,678 kB of disk."
    else echo "E: Unable to locate package"; fi
    exit 1 ;;
  *) shift; for word; do case $word in -*) ;; *) printf '%s ' "$word" >>"$LOG";; esac; done; echo >>"$LOG"; [ -z "$BROKEN" ] ;;
esac''',
    'id': 'echo "$IDENTITY"',
    'sudo': 'echo sudo >>"$LOG"; exec "$@"',
    'pkg-config': 'exit 1',
}


class Machine:
    def __init__(self, folder, installed='', known='checker', lists=True, root=True, broken='', without=()):
        self.log = folder / 'log'
        self.log.touch()
        (folder / 'packages').write_text(PACKAGES)
        programs = folder / 'bin'
        programs.mkdir()
        for name, body in PROGRAMS.items():
            if name not in without:
                (programs / name).write_text(f'#!/bin/sh\n{body}\n')
                (programs / name).chmod(0o755)
        for name in ('sh', 'awk', 'sed', 'cat', 'env'):
            (programs / name).symlink_to(f'/usr/bin/{name}')
        if lists:
            (folder / 'lists').touch()
        self.environment = {'PATH': str(programs), 'LOG': str(self.log), 'LISTS': str(folder / 'lists'), 'INSTALLED': installed,
                            'KNOWN': known, 'IDENTITY': '0' if root else '1000', 'BROKEN': broken,
                            'packages_file': str(folder / 'packages')}

    def setup(self, purposes='build run test', yes='yes', answer=None):
        """Returns the status, what was said, and what was done."""
        command = ['sh', '-euc', f'. {TREE}/build-aux/setup.sh; setup {purposes}']
        inputs = subprocess.DEVNULL
        if answer is not None:
            ours, inputs = pty.openpty()
            os.write(ours, answer.encode())
        done = subprocess.run(command, env={**self.environment, 'assume_yes': yes}, stdin=inputs, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False, executable='/bin/sh')
        return done.returncode, done.stdout, self.log.read_text().split('\n')[:-1]


def nothing_missing(machine):
    status, said, done = machine(installed='gcc libthing icons checker').setup()
    return status == 0 and said == '' and done == []


def only_what_is_missing(machine):
    status, said, done = machine(installed='gcc icons').setup()
    return status == 0 and done == ['libthing checker '] and '  libthing\n' in said and 'gcc' not in said and '1,234 kB' in said


def only_for_the_purpose(machine):
    status, _, done = machine().setup('run')
    return status == 0 and done == ['icons ']


def optional_and_unknown(machine):
    status, said, done = machine(installed='gcc libthing icons', known='').setup()
    return status == 0 and said == '' and done == []


def lists_missing(machine):
    status, said, done = machine(lists=False).setup('build')
    return status == 0 and done == ['update', 'gcc libthing '] and '1,234 kB' in said


def no_terminal(machine):
    status, _, done = machine().setup('run', yes='no')
    return status == 0 and done == ['icons ']


def agreed(machine):
    status, said, done = machine().setup('run', yes='no', answer='y\n')
    return status == 0 and done == ['icons '] and 'Install them?' in said


def declined(machine):
    status, said, done = machine().setup('run', yes='no', answer='n\n')
    return status == 1 and done == [] and 'stops here' in said


def not_root(machine):
    status, _, done = machine(root=False).setup('run')
    return status == 0 and done == ['sudo', 'icons ']


def not_root_without_sudo(machine):
    status, said, done = machine(root=False, without=['sudo']).setup('run')
    return status == 1 and done == [] and 'As root' in said


def install_fails(machine):
    status, said, done = machine(broken='yes').setup('run')
    return status == 1 and done == ['icons ', 'update', 'icons '] and 'stops here' in said


def not_debian(machine):
    status, said, done = machine(without=['dpkg-query', 'apt-get']).setup('build test')
    return status == 1 and done == [] and 'pkgconfig(thing-1)' in said and 'cc' in said and 'checker' not in said


def main():
    report = Report()
    for scene in (nothing_missing, only_what_is_missing, only_for_the_purpose, optional_and_unknown, lists_missing, no_terminal, agreed,
                  declined, not_root, not_root_without_sudo, install_fails, not_debian):
        with tempfile.TemporaryDirectory(prefix='crm-setup-') as folder:
            good = scene(lambda **options: Machine(pathlib.Path(folder), **options))
            report.check(scene.__name__.replace('_', ' '), [] if good else ['not as expected'])
    report.finish()


main()
