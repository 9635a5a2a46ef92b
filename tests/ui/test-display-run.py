#!/usr/bin/python3
"""tests/ui/display-run: a command finds a display and its buses, and nothing stays behind, however it ends."""

import json
import os
import pathlib
import signal
import subprocess
import sys

HARNESS = pathlib.Path(__file__).with_name('display-run')

TELL = 'import json, os; print(json.dumps(dict(os.environ)))'
LINGER = 'import os, subprocess, sys; print(subprocess.Popen(["sleep", "600"]).pid, os.environ["HOME"], flush=True)'
WAIT = f'{LINGER}; import signal; signal.pause()'


def harness(*words, **options):
    return subprocess.run([HARNESS, *words], capture_output=True, text=True, check=False, **options)


def is_running(process):
    try:
        return pathlib.Path('/proc', process, 'stat').read_text().rpartition(')')[2].split()[0] != 'Z'
    except OSError:
        return False


def has_its_own_world():
    environment = json.loads(harness(sys.executable, '-c', TELL).stdout)
    return (environment['DISPLAY'].startswith(':') and environment['HOME'] != os.environ.get('HOME')
            and environment['XDG_RUNTIME_DIR'].startswith(environment['HOME']) and environment['GDK_BACKEND'] == 'x11'
            and environment['GSETTINGS_BACKEND'] == 'memory' and 'WAYLAND_DISPLAY' not in environment)


def display_answers():
    return harness('xdotool', 'getdisplaygeometry').stdout.split() == ['1400', '1000']


def display_has_the_size_asked_for():
    return harness('--size', '360x720', '--', 'xdotool', 'getdisplaygeometry').stdout.split() == ['360', '720']


def pointer_is_off_the_windows():
    return harness('xdotool', 'getmouselocation').stdout.startswith('x:1399 y:999 ')


def accessibility_bus_answers():
    done = harness('/usr/bin/python3', '-c', 'import pyatspi; print(pyatspi.Registry.getDesktop(0).childCount)')
    return done.returncode == 0 and done.stdout.strip().endswith('0')


def portals_do_not_answer():
    done = harness('gdbus', 'introspect', '--session', '--dest', 'org.freedesktop.portal.Desktop', '--object-path', '/')
    return done.returncode != 0


def locale_is_made():
    done = harness('--locale', 'fa_IR.UTF-8', 'locale', 'mon')
    return done.returncode == 0 and 'ژانویه' in done.stdout


def status_is_passed_on():
    return (harness('sh', '-c', 'exit 3').returncode == 3 and harness('sh', '-c', 'kill -9 $$').returncode == 137
            and harness('/nonexistent').returncode == 127)


def children_are_ended():
    process, home = harness(sys.executable, '-c', LINGER).stdout.split()
    return not is_running(process) and not os.path.exists(home)


def told_to_stop():
    with subprocess.Popen([HARNESS, sys.executable, '-c', WAIT], stdout=subprocess.PIPE, text=True) as running:
        process, home = running.stdout.readline().split()
        running.send_signal(signal.SIGTERM)
        return running.wait() == 143 and not is_running(process) and not os.path.exists(home)


def main():
    scenes = (has_its_own_world, display_answers, display_has_the_size_asked_for, pointer_is_off_the_windows,
              accessibility_bus_answers, portals_do_not_answer, locale_is_made, status_is_passed_on, children_are_ended, told_to_stop)
    failed = 0
    print(f'1..{len(scenes)}')
    for number, scene in enumerate(scenes, 1):
        good = scene()
        failed += not good
        print(f'{"ok" if good else "not ok"} {number} - {scene.__name__.replace("_", " ")}', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
