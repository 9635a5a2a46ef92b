"""What the tests from outside the program share: the file behind it, waiting for a thing, and scenes as test points."""

import json
import os
import subprocess

from gi.repository import GLib

import waiting
from waiting import PATIENCE, Failed  # noqa: F401

FILE = os.path.join(os.environ['XDG_DATA_HOME'], 'customers', 'customers.crm')


class Crmctl:
    """The customer file, as the command line sees it."""

    def __init__(self, program):
        self.program = program

    def __call__(self, *arguments):
        done = subprocess.run([self.program, '-f', FILE, *arguments], capture_output=True, text=True)
        if done.returncode:
            raise Failed(f'crmctl {" ".join(arguments)}: {done.stderr.strip()}')
        return done.stdout

    def json(self, *arguments):
        return json.loads(self('--json', *arguments))

    def begin(self, sample):
        os.makedirs(os.path.dirname(FILE))
        self('init', '--sample', sample)


def wait_until(what, ready):
    """Lets the bus be heard meanwhile."""
    return waiting.wait_until(what, ready, lambda: GLib.MainContext.default().iteration(False))


def play(scenes):
    """Each is a function that answers whether all was as it should be. They follow each other on one file; returns the exit status."""
    failed = 0
    print(f'1..{len(scenes)}')
    for number, scene in enumerate(scenes, 1):
        try:
            good = scene()
        except (Failed, GLib.Error, IndexError, KeyError, StopIteration) as problem:
            good = False
            print(f'# {type(problem).__name__}: {problem}')
        failed += not good
        print(f'{"ok" if good else "not ok"} {number} - {scene.__name__.replace("_", " ")}', flush=True)
    return 1 if failed else 0
