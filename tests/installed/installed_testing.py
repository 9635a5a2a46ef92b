"""What the tests of the installed program share: a tree that was installed for them, and points that say what is wrong."""

import contextlib
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

APP_ID = 'com.example.Crm'
TREE = pathlib.Path(__file__).resolve().parents[2]
PREFIX = 'usr/local'

sys.path.append(str(TREE / 'tests/ui'))
from waiting import PATIENCE, Failed, wait_until  # noqa: E402, F401


def run(*command, **options):
    """Runs a command, which is to succeed, and returns what it printed."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise Failed(f'{" ".join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}')
    return done.stdout


@contextlib.contextmanager
def installed(meson, build):
    """Installs what was built into a folder of its own, and does there what a package manager does after unpacking. Yields the prefix."""
    with tempfile.TemporaryDirectory(prefix='crm-installed-') as folder:
        run(meson, 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder)
        yield pathlib.Path(folder) / PREFIX


def register(prefix):
    """The caches that the desktop reads: of settings, programs, types of files and icons."""
    share = prefix / 'share'
    run('glib-compile-schemas', '--strict', share / 'glib-2.0/schemas')
    run('update-desktop-database', share / 'applications')
    run('update-mime-database', share / 'mime')


def report(scenes):
    """Runs each scene: a function that says nothing, returns the lines of what is wrong, or fails. Exits with the outcome."""
    failures = 0
    print(f'1..{len(scenes)}')
    for number, scene in enumerate(scenes, 1):
        try:
            problems = list(scene() or [])
        except Failed as failure:
            problems = str(failure).splitlines()
        except Exception:  # Whatever it is, the other scenes are still worth seeing.
            problems = traceback.format_exc().splitlines()
        failures += bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} - {scene.__name__.replace("_", " ")}')
        for problem in problems:
            print('#  ', problem)
        sys.stdout.flush()
    return 1 if failures else 0
