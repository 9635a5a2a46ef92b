#!/usr/bin/python3
"""The program as the desktop knows it, over D-Bus alone: started by its name, asked by the search of the desktop, told to open files and
records, and showing reminders whose buttons work. Nothing of the desktop but the bus is there: what a shell would ask is asked here.

    display-run -- test-desktop.py PROGRAM CRMCTL
"""

import os
import pathlib
import subprocess
import sys
import time

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

from scenes import FILE, PATIENCE, Crmctl, Failed, play, wait_until  # noqa: E402

PROGRAM, CRMCTL = sys.argv[1:3]
NAME = 'com.example.Crm'
OBJECT = '/com/example/Crm'
SEARCH = 'org.gnome.Shell.SearchProvider2'

NOTIFICATIONS = '''<node><interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/></method>
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>'''


def call(path, interface, method, signature, *arguments):
    """Starts the program where it is not running, as any call on the bus does."""
    return BUS.call_sync(NAME, path, interface, method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, PATIENCE * 1000, None).unpack()


def search(words):
    return call(f'{OBJECT}/SearchProvider', SEARCH, 'GetInitialResultSet', '(as)', words)[0]


def is_running():
    return BUS.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner', GLib.Variant('(s)', (NAME,)), None, 0, -1, None).unpack()[0]


def count_windows():
    """A window has its actions on the bus."""
    try:
        node = call(f'{OBJECT}/window', 'org.freedesktop.DBus.Introspectable', 'Introspect', '()')[0]
    except GLib.Error:
        return 0
    return node.count('<node name="')


def window_titles():
    done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.*'], capture_output=True, text=True)
    return [subprocess.run(['xdotool', 'getwindowname', window], capture_output=True, text=True).stdout.strip() for window in done.stdout.split()]


def finds_without_a_window():
    """The file is only read, and nothing opens."""
    uids = search(['alice', 'tur'])
    metas = call(f'{OBJECT}/SearchProvider', SEARCH, 'GetResultMetas', '(as)', uids)[0]
    if [meta['id'] for meta in metas] != uids or metas[0]['name'] != 'Alice Turner' or 'Acme' not in metas[0]['description'] or not metas[0]['gicon']:
        raise Failed(f'{uids} {metas}')
    return count_windows() == 0


def finds_persian_and_digits():
    return search(['مريم']) == [PERSIAN] and search(['۰۹۱۲۳۴۵']) == [PERSIAN] and search(['nobody', 'at', 'all']) == []


def narrows_down():
    """What one letter found is no help; a question that was overtaken is answered with nothing."""
    first = search(['a'])
    return ALICE in first and call(f'{OBJECT}/SearchProvider', SEARCH, 'GetSubsearchResultSet', '(asas)', first, ['alice'])[0][0] == ALICE


def says_nothing_of_strangers():
    return call(f'{OBJECT}/SearchProvider', SEARCH, 'GetResultMetas', '(as)', ['no-such-uid', "'; DROP TABLE person; --", ''])[0] == []


def lets_go_of_the_file():
    """Somebody may want to put a backup in its place."""
    copy = crmctl('snapshot').strip()
    search(['alice'])

    def restored():
        return subprocess.run([CRMCTL, '-f', FILE, 'restore', copy], capture_output=True).returncode == 0

    return not restored() and bool(wait_until('the file being free', restored))


def shows_what_was_chosen():
    call(f'{OBJECT}/SearchProvider', SEARCH, 'ActivateResult', '(sasu)', ALICE, ['alice'], 0)
    wait_until('a window', lambda: count_windows() == 1)
    return bool(wait_until('the page of Alice', lambda: recent() == 1))


def recent():
    """Which person was opened last, by the number in their id: the program remembers that."""
    done = subprocess.run(['gsettings', 'get', NAME, 'recent-records'], capture_output=True, text=True)
    files = GLib.Variant.parse(GLib.VariantType('a(sax)'), done.stdout.strip()).unpack() if done.stdout.strip() else []
    return files[0][1][0] >> 6 if files and files[0][1] else 0


def looks_for_words():
    before = len(window_titles())
    call(f'{OBJECT}/SearchProvider', SEARCH, 'LaunchSearch', '(asu)', ['alice'], 0)
    return bool(wait_until('the palette', lambda: len(window_titles()) > before))


def finds_what_a_window_wrote():
    crmctl('add', 'person', 'given_name=Zebulon')
    return bool(wait_until('Zebulon being found', lambda: search(['zebulon'])))


def opens_files():
    card = pathlib.Path(os.environ['HOME']) / 'a.vcf'
    card.write_text('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cora Card\r\nEND:VCARD\r\n')
    before = len(window_titles())
    call(OBJECT, 'org.freedesktop.Application', 'Open', '(asa{sv})', [card.as_uri()], {})
    return bool(wait_until('the import', lambda: len(window_titles()) > before))


def has_its_actions():
    call(OBJECT, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'new-window', [], {})
    return bool(wait_until('a second window', lambda: count_windows() == 2))


NOTIFIED = []


def reminds_with_buttons():
    shown = NOTIFIED

    def heard(connection, sender, path, interface, method, parameters, invocation):
        if method == 'Notify':
            shown.append(parameters.unpack())
            invocation.return_value(GLib.Variant('(u)', (len(shown),)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['actions', 'body'],)))
        elif method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))
        else:
            invocation.return_value(None)

    node = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS)
    BUS.register_object('/org/freedesktop/Notifications', node.interfaces[0], heard, None, None)
    Gio.bus_own_name_on_connection(BUS, 'org.freedesktop.Notifications', 0, None, None)
    now = time.strftime('%H:%M')
    task = crmctl.json('add', 'activity', 'kind=task', 'subject=Call the tailor', 'due=today', f'due_time={now}', 'remind=0')['uid']
    wait_until('the reminder', lambda: any('Call the tailor' in ' '.join(map(str, one[3:5])) for one in shown))
    number, actions = next((number, one[5]) for number, one in enumerate(shown, 1) if 'Call the tailor' in ' '.join(map(str, one[3:5])))
    labels = dict(zip(actions[1::2], actions[::2]))
    BUS.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked', GLib.Variant('(us)', (number, labels['Done'])))
    return bool(wait_until('the task being done', lambda: crmctl.json('show', task).get('done_at')))


def only_the_lock():
    return [title for title in window_titles() if title] == ['Customers Is Locked']


def is_hidden_while_locked():
    """Nothing leaves the program: no window, no result, and a reminder does not say what it is about."""
    before = len(NOTIFIED)
    subprocess.run(['gsettings', 'set', NAME, 'lock-hash', '$argon2id$'], check=True)

    def locks():
        """The program hears of the passphrase in its time."""
        call(OBJECT, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'lock', [], {})
        return only_the_lock()

    wait_until('the lock', locks)
    if search(['alice', 'tur']) != [] or call(f'{OBJECT}/SearchProvider', SEARCH, 'GetResultMetas', '(as)', [ALICE])[0] != []:
        raise Failed('the search tells')
    call(OBJECT, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'new-window', [], {})
    crmctl.json('add', 'activity', 'kind=task', 'subject=Pay the tailor', 'due=today', f"due_time={time.strftime('%H:%M')}", 'remind=0')
    wait_until('the reminder', lambda: len(NOTIFIED) > before)
    said = ' '.join(map(str, NOTIFIED[-1][3:6]))
    return 'Reminder' in said and 'tailor' not in said and 'Done' not in said and only_the_lock()


def ends_when_nobody_asks():
    call(OBJECT, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'quit', [], {})
    return bool(wait_until('the end of the program', lambda: not is_running()))


def prepare():
    """The bus starts the program by its name, as the installed service file has it."""
    services = pathlib.Path(os.environ['HOME']) / 'services'
    (services / f'{NAME}.service').write_text(f'[D-BUS Service]\nName={NAME}\nExec={PROGRAM} --gapplication-service\n')
    BUS.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ReloadConfig', None, None, 0, -1, None)
    names = ('GSETTINGS_BACKEND', 'GSETTINGS_SCHEMA_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'HOME', 'DISPLAY', 'GDK_BACKEND', 'G_DEBUG', 'LC_ALL', 'TZ')
    BUS.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'UpdateActivationEnvironment',
                  GLib.Variant('(a{ss})', ({name: os.environ[name] for name in names if name in os.environ},)), None, 0, -1, None)
    crmctl.begin('empty')
    acme = crmctl.json('add', 'company', 'name=Acme')['uid']
    alice = crmctl.json('add', 'person', 'given_name=Alice', 'family_name=Turner', f'affiliations=company={acme}')['uid']
    persian = crmctl.json('add', 'person', 'given_name=مریم', 'family_name=احمدی', 'contact_points=kind=phone;value=09123456789')['uid']
    return alice, persian


os.environ['GSETTINGS_BACKEND'] = 'keyfile'
crmctl = Crmctl(CRMCTL)
BUS = Gio.bus_get_sync(Gio.BusType.SESSION)
ALICE, PERSIAN = prepare()


def main():
    scenes = (finds_without_a_window, finds_persian_and_digits, narrows_down, says_nothing_of_strangers, lets_go_of_the_file, shows_what_was_chosen, looks_for_words,
              finds_what_a_window_wrote, opens_files, has_its_actions, reminds_with_buttons, is_hidden_while_locked, ends_when_nobody_asks)
    return play(scenes)


if __name__ == '__main__':
    sys.exit(main())
