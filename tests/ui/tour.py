#!/usr/bin/python3
"""The tour: opens the sample businesses in the real window, walks every page as a person would, and saves pictures.

    display-run /usr/bin/python3 tests/ui/tour.py [--out FOLDER] [--build FOLDER] [--quick]

Persian and English, wide and 360 pixels, light and dark. It fails when the program prints a warning or ends, when a page does not
come up, when something to press or fill in has no name for a screen reader, and when tour-eyes.c sees text that is cut, a widget with too
little room, or one beyond the window's edge. `./run --tour` calls it.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

TREE = pathlib.Path(__file__).resolve().parents[2]
PAGES = ['today', 'calendar', 'people', 'companies', 'deals']
OBJECT = '/com/example/Crm/window/1'
PATIENCE = 20

NAMED_ROLES = {Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.ENTRY, Atspi.Role.COMBO_BOX, Atspi.Role.MENU_ITEM, Atspi.Role.TEXT}
NO_NAMES = {'', 'GtkImage', 'GtkLabel'}
# Rows of long lists are looked at in their first few only: the others are the same widgets with other records.
ROWS = 6


# GDK 4.8 asks which monitor a menu is on before the menu has a place; on a display without a window manager it says so.
NOT_OURS = ('gdk_monitor_get_geometry',)


class Failed(Exception):
    pass


def wait_until(what, ready):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = ready()
        if answer:
            return answer
        time.sleep(0.05)
    raise Failed(f'{what} did not happen within {PATIENCE} seconds')


class Look:
    """One way the program may look: who looks at it, on what."""

    def __init__(self, language, width, dark):
        self.language = language
        self.width = width
        self.height = 720 if width < 500 else 780
        self.dark = dark
        self.sample = 'shop' if language == 'fa' else 'freelance'

    def __str__(self):
        return f'{self.language}-{"narrow" if self.width < 500 else "wide"}-{"dark" if self.dark else "light"}'


class Window:
    """The program, running."""

    def __init__(self, build, look, folder):
        self.look = look
        self.report = folder / f'{look}.report'
        self.log = open(folder / f'{look}.log', 'w+')
        settings = folder / 'config' / 'glib-2.0' / 'settings'
        settings.mkdir(parents=True, exist_ok=True)
        (settings / 'keyfile').write_text(f'[com/example/Crm]\nwindow-width={look.width}\nwindow-height={look.height}\n')
        file = folder / f'{look}.crm'
        self.environment = dict(os.environ, LANGUAGE=look.language, LC_ALL='C.UTF-8', GSETTINGS_BACKEND='keyfile', XDG_CONFIG_HOME=str(folder / 'config'),
                                GSETTINGS_SCHEMA_DIR=str(build / 'data'), CRM_LOCALE_DIR=str(build / 'po'),
                                ADW_DEBUG_COLOR_SCHEME='prefer-dark' if look.dark else 'prefer-light',
                                XDG_DATA_DIRS=f'{TREE}/data:' + os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share'))
        subprocess.run([build / 'src/cli/crmctl', '-f', file, 'init', '--sample', look.sample], check=True, stdout=subprocess.DEVNULL, env=self.environment)
        eyes = dict(self.environment, LD_PRELOAD=str(build / 'tests/ui/tour-eyes.so'), CRM_TOUR_REPORT=str(self.report))
        self.process = subprocess.Popen([build / 'src/ui/crm', file], stdout=self.log, stderr=self.log, env=eyes)
        wait_until('the window', self.has_window)

    def has_window(self):
        if self.process.poll() is not None:
            raise Failed('the program ended')
        return subprocess.run(['gdbus', 'call', '--session', '--dest', 'com.example.Crm', '--object-path', OBJECT, '--method', 'org.gtk.Actions.List'],
                              capture_output=True).returncode == 0

    def activate(self, action, parameter=''):
        done = subprocess.run(['gdbus', 'call', '--session', '--dest', 'com.example.Crm', '--object-path', OBJECT, '--method', 'org.gtk.Actions.Activate',
                               action, f'[{parameter}]', '{}'], capture_output=True, text=True)
        if done.returncode:
            raise Failed(f'{action}: {done.stderr.strip()}')

    def press(self, *keys):
        subprocess.run(['xdotool', 'mousemove', str(self.look.width // 2), str(self.look.height - 12), 'key', *keys], check=True)

    def click(self, x, y, times=1):
        if self.look.language == 'fa':
            x = self.look.width - x
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', str(times), '--delay', '60', '1'], check=True)

    def shoot(self, path, unlike=None):
        """Waits until the picture stands still, and is another than `unlike`, and keeps it."""
        last = None
        before = hashlib.sha256(unlike.read_bytes()).hexdigest() if unlike else None

        def still():
            nonlocal last
            if self.process.poll() is not None:
                raise Failed('the program ended')
            subprocess.run(['import', '-window', 'root', '-crop', f'{self.look.width}x{self.look.height}+0+0', '+repage', path], check=True)
            now = hashlib.sha256(path.read_bytes()).hexdigest()
            same, last = now == last and now != before, now
            if not same:
                time.sleep(0.15)
            return same

        wait_until(f'a still picture of {path.name}', still)

    def look_over(self):
        """What is wrong with the place of what is shown, how many checks were made, and which of our widgets are shown."""
        self.report.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        wait_until('the look over the window', self.report.exists)
        *faults, last = self.report.read_text().splitlines()
        _, made, *shown = last.split()
        return faults, int(made), set(shown)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed('the program did not end when told to')
        self.log.seek(0)
        return [line.strip() for line in self.log if any(word in line for word in ('WARNING', 'CRITICAL', 'ERROR', 'runtime error')) and not any(word in line for word in NOT_OURS)]


def find_program():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child is not None and child.get_name() in ('crm', 'com.example.Crm', 'Customers', 'مشتریان'):
            return child
    return None


def nameless(node, path=()):
    """What can be pressed or filled in and has no name, with the way to it."""
    role = node.get_role()
    name = node.get_name() or ''
    where = path + (f'{node.get_role_name()} “{name}”',)
    if role in NAMED_ROLES and name in NO_NAMES and not node.get_relation_set():
        yield ' › '.join(where[-4:])
    count = node.get_child_count()
    if role in (Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.TREE_TABLE):
        count = min(count, ROWS)
    for i in range(count):
        child = node.get_child_at_index(i)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield from nameless(child, where)


def walk(window, out, problems, check_names):
    """Returns how many checks were made."""
    look = window.look
    narrow = look.width < 500
    checks = 0

    def show(name, unlike=None, wanted=None):
        nonlocal checks
        path = out / f'{look}-{name}.png'
        window.shoot(path, unlike)
        faults, made, shown = window.look_over()
        if wanted and wanted not in shown:
            faults.append(f'{wanted} did not open')
        problems.extend(f'{look} {name}: {fault}' for fault in faults)
        checks += made
        return path

    for number, page in enumerate(PAGES, 1):
        window.activate('section', f'<{number}>')
        picture = show(page)
        if check_names:
            problems += [f'{look} {page}: no name: {place}' for place in nameless(wait_until('the accessible tree', find_program))]
        if page in ('people', 'companies', 'deals'):
            # The first row or card: below the header bar, the search entry and the filters.
            if page == 'deals':
                window.click(120 if narrow else 370, 260 if narrow else 205, 2)
            else:
                # Beside a table a click selects, and two open; where the detail takes the whole window, one does.
                window.click(120 if narrow else 400, 200 if narrow else 190, 1 if narrow else 2)
            show(f'{page}-detail', unlike=picture, wanted='CrmDealPage' if page == 'deals' else 'CrmProfile')
            window.activate('go-back')
    window.activate('preferences')
    show('preferences')
    window.press('Escape')
    window.activate('shortcuts')
    show('shortcuts')
    window.press('Escape')

    return checks


def main():
    parser = argparse.ArgumentParser(description='Walks every page and saves pictures.')
    parser.add_argument('--out', default=str(TREE / 'tour'))
    parser.add_argument('--build', default=str(TREE / '_build'))
    parser.add_argument('--quick', action='store_true', help='one look of each language')
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    looks = [Look(language, width, dark) for language in ('en', 'fa') for width in (1180, 370) for dark in (False, True)]
    if options.quick:
        looks = [Look('en', 1180, False), Look('fa', 370, True)]

    problems = []
    checks = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for look in looks:
            print(f'{look} …', flush=True)
            try:
                window = Window(pathlib.Path(options.build), look, folder)
                try:
                    checks += walk(window, out, problems, not look.dark)
                finally:
                    problems += [f'{look}: {line}' for line in window.close()]
            except Failed as failure:
                problems.append(f'{look}: {failure}')

    pictures = sorted(path.name for path in out.glob('*.png'))
    summary = [f'{len(pictures)} pictures in {out}', f'{checks} checks of text and room'] + (problems or ['no problem was found'])
    (out / 'summary.txt').write_text('\n'.join(summary + pictures) + '\n')
    print('\n'.join(summary))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
