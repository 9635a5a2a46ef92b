#!/usr/bin/python3
"""The installed program runs with what the Flatpak manifest permits and nothing else: started by the session bus, it opens its window, keeps its
file in its own folder, and does not see the user's. Bubblewrap and xdg-dbus-proxy, which Flatpak itself is made of, shut it in.

    display-run -- test-sandbox.py MESON BUILD

The machine's /usr stands for the runtime; what was installed lies over /usr/local. No portal answers, as on a bare desktop.
"""

import json
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import sys
import tempfile

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

from installed_testing import APP_ID, PATIENCE, PREFIX, TREE, Failed, installed, register, report, run, wait_until

MESON, BUILD = sys.argv[1:3]
OBJECT = f'/{APP_ID.replace(".", "/")}'
WINDOW = f'{OBJECT}/window/1'

# Where the user would be: nothing of it is there but what Flatpak gives every program.
USER = '/home/somebody'
OWN = f'{USER}/.var/app/{APP_ID}'
RUNTIME = f'/run/user/{os.getuid()}'
X_SOCKETS = '/tmp/.X11-unix'


def x_socket():
    number = os.environ['DISPLAY'].lstrip(':').partition('.')[0]
    return f'{X_SOCKETS}/X{number}'


# How each permission of a manifest is granted; one that is not here has to be thought through first. Without them neither is.
GRANTS = {
    '--share=ipc': lambda words: words.remove('--unshare-ipc'),
    '--share=network': lambda words: words.remove('--unshare-net'),
    '--socket=fallback-x11': lambda words: words.extend(['--ro-bind', x_socket(), x_socket()]),
    # There is no compositor here, and no graphics card that matters.
    '--socket=wayland': lambda words: None,
    '--device=dri': lambda words: None,
}


def closed():
    """Bubblewrap's words for a place where nothing is permitted."""
    words = ['bwrap', '--new-session', '--unshare-user-try', '--unshare-pid', '--unshare-uts', '--unshare-cgroup-try', '--unshare-ipc',
             '--unshare-net', '--ro-bind', '/usr', '/usr']
    for name in ('bin', 'sbin', 'lib', 'lib32', 'lib64'):
        path = pathlib.Path('/', name)
        if path.is_symlink():
            words += ['--symlink', os.readlink(path), str(path)]
        elif path.is_dir():
            words += ['--ro-bind', str(path), str(path)]
    return words + ['--ro-bind', '/etc', '/etc', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp']


def sandbox():
    """Bubblewrap's words for what the manifest permits."""
    words = closed() + ['--ro-bind', str(ROOT), f'/{PREFIX}', '--dir', USER, '--bind', str(FOLDER / 'own'), OWN,
                        '--dir', RUNTIME, '--ro-bind', str(FOLDER / 'bus'), f'{RUNTIME}/bus', '--ro-bind', str(FOLDER / 'flatpak-info'), '/.flatpak-info',
                        '--chdir', USER, '--clearenv']
    for permission in json.loads((TREE / f'{APP_ID}.json').read_text())['finish-args']:
        if permission not in GRANTS:
            raise Failed(f'{permission}: it is not said here what that permits')
        GRANTS[permission](words)
    environment = {
        'PATH': f'/{PREFIX}/bin:/usr/bin:/bin', 'HOME': USER, 'XDG_DATA_HOME': f'{OWN}/data', 'XDG_CONFIG_HOME': f'{OWN}/config', 'XDG_CACHE_HOME': f'{OWN}/cache',
        'XDG_STATE_HOME': f'{OWN}/state', 'XDG_RUNTIME_DIR': RUNTIME, 'XDG_DATA_DIRS': f'/{PREFIX}/share:/usr/share', 'FLATPAK_ID': APP_ID,
        'DBUS_SESSION_BUS_ADDRESS': f'unix:path={RUNTIME}/bus', 'GSETTINGS_BACKEND': 'keyfile', 'GTK_A11Y': 'none',
        **{name: os.environ[name] for name in ('DISPLAY', 'GDK_BACKEND', 'GDK_DEBUG', 'GSK_RENDERER', 'LC_ALL', 'TZ') if name in os.environ},
    }
    return words + [word for name, value in environment.items() for word in ('--setenv', name, value)]


def inside(*command, **variables):
    """Runs something beside the program."""
    settings = [word for name, value in variables.items() for word in ('--setenv', name, value)]
    return subprocess.run([*sandbox(), *settings, '--', *command], capture_output=True, text=True, check=False, timeout=PATIENCE)


def crmctl(*arguments, **variables):
    done = inside('crmctl', *arguments, **variables)
    if done.returncode:
        raise Failed(f'crmctl {" ".join(arguments)}: {done.stderr}')
    return done.stdout


def call(path, interface, method, signature, *arguments):
    """By the bus, which starts the program where it is not running."""
    return BUS.call_sync(APP_ID, path, interface, method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, PATIENCE * 1000, None).unpack()


def act(action, *parameters):
    call(WINDOW, 'org.gtk.Actions', 'Activate', '(sava{sv})', action, list(parameters), {})


def own_name_is_taken():
    return BUS.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner', GLib.Variant('(s)', (APP_ID,)), None, 0, -1,
                         None).unpack()[0]


def has_window():
    try:
        return call(WINDOW, 'org.gtk.Actions', 'List', '()')[0]
    except GLib.Error:
        return False


def visible_windows():
    done = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'crm'], capture_output=True, text=True, check=False)
    return done.stdout.split()


def bus_starts_it_and_its_window_opens():
    call(OBJECT, 'org.freedesktop.Application', 'Activate', '(a{sv})', {})
    wait_until('a window on the bus', has_window)
    wait_until('a window on the display', visible_windows)


def it_makes_its_file_in_its_own_folder():
    act('begin', GLib.Variant('s', 'freelance'))
    wait_until('the file', (FOLDER / 'own/data/customers/customers.crm').is_file)
    wait_until('the sample', lambda: inside('crmctl', 'list', 'person', '--limit', '1').stdout)
    if 'sound' not in crmctl('verify', '--json'):
        yield 'the file is not sound'


def crmctl_works_beside_it():
    uid = json.loads(crmctl('--json', 'add', 'person', 'given_name=Zebulon'))['uid']
    if uid not in crmctl('search', 'zebulon'):
        yield 'who was added is not found'
    call(f'{OBJECT}/SearchProvider', 'org.gnome.Shell.SearchProvider2', 'GetInitialResultSet', '(as)', ['zebulon'])
    wait_until('the window finding them', lambda: uid in call(f'{OBJECT}/SearchProvider', 'org.gnome.Shell.SearchProvider2', 'GetInitialResultSet', '(as)', ['zebulon'])[0])


def it_speaks_the_language_of_what_is_installed():
    # The machine may lack the locale, and C.UTF-8 is not translated by every C library. It warns of what it cannot know.
    locale = FOLDER / 'own/locale/fa_IR.UTF-8'
    locale.parent.mkdir()
    subprocess.run(['localedef', '-i', 'fa_IR', '-f', 'UTF-8', str(locale)], capture_output=True, check=False)
    said = crmctl('list', LC_ALL='fa_IR.UTF-8', LOCPATH=f'{OWN}/locale')
    if said == crmctl('list') or not any('\u0600' < letter < '\u0700' for letter in said):
        yield f'not Persian: {said}'


def it_does_not_see_the_files_of_the_user():
    secret = pathlib.Path(os.environ['HOME']) / 'secret.csv'
    secret.write_text('given_name\nSecret\n')
    if inside('cat', str(secret)).returncode == 0 or inside('crmctl', 'import', str(secret)).returncode == 0:
        yield f'{secret} is read'
    if inside('ls', '-A', USER).stdout.split() != ['.var']:
        yield f'the home is not empty: {inside("ls", "-A", USER).stdout}'
    written = [path for path in ('/usr/local/share/x', '/usr/x', '/etc/x') if inside('touch', path).returncode == 0]
    yield from (f'{path} can be written' for path in written)


def it_speaks_with_nobody_else_on_the_bus():
    """A service of the user's, which the program has not been permitted to talk to."""
    owned = Gio.bus_own_name_on_connection(BUS, 'com.example.Neighbour', 0, None, None)
    try:
        listed = inside('gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/', '--method', 'org.freedesktop.DBus.ListNames')
        if 'org.freedesktop.DBus' not in listed.stdout:
            yield f'the bus is not reached at all: {listed.stderr}'
        if 'Neighbour' in listed.stdout:
            yield 'other names are seen'
    finally:
        Gio.bus_unown_name(owned)


def settings_stay_in_its_own_folder():
    keyfile = FOLDER / 'own/config/glib-2.0/settings/keyfile'
    wait_until('the settings', keyfile.is_file)
    wait_until('the file in the settings', lambda: f'{OWN}/data/customers/customers.crm' in keyfile.read_text())


def it_ends_without_a_warning():
    call(OBJECT, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'quit', [], {})
    wait_until('the end', lambda: not own_name_is_taken())
    return [line for line in (FOLDER / 'log').read_text().splitlines() if any(word in line for word in ('WARNING', 'CRITICAL', 'ERROR'))]


def start_proxy():
    """The session bus as Flatpak filters it: the program's own name, and portals."""
    ready, told = os.pipe()
    proxy = subprocess.Popen(['xdg-dbus-proxy', f'--fd={told}', os.environ['DBUS_SESSION_BUS_ADDRESS'], str(FOLDER / 'bus'), '--filter', f'--own={APP_ID}.*',
                              '--talk=org.freedesktop.portal.*'], pass_fds=[told])
    os.close(told)
    if not os.read(ready, 1):
        raise Failed('xdg-dbus-proxy did not start')
    # It lives as long as this end is open.
    return proxy, ready


def prepare():
    """What `flatpak install` and `flatpak run` do: a service that starts the program shut in, and a place for it."""
    for name in ('own/data', 'own/config', 'own/cache', 'own/state'):
        (FOLDER / name).mkdir(parents=True)
    (FOLDER / 'flatpak-info').write_text(f'[Application]\nname={APP_ID}\n')
    service = (ROOT / f'share/dbus-1/services/{APP_ID}.service').read_text()
    command = next(line.partition('=')[2] for line in service.splitlines() if line.startswith('Exec='))
    start = FOLDER / 'start'
    start.write_text('#!/bin/sh\nexec ' + ' '.join(f"'{word}'" for word in sandbox()) + f' -- {command} >>{FOLDER}/log 2>&1\n')
    start.chmod(start.stat().st_mode | stat.S_IXUSR)
    (FOLDER / 'log').touch()
    services = pathlib.Path(os.environ['HOME']) / 'services'
    (services / f'{APP_ID}.service').write_text(service.replace(command, str(start)))
    BUS.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ReloadConfig', None, None, 0, -1, None)


def cannot():
    """Why nothing can be shut in here, or nothing."""
    for tool in ('bwrap', 'xdg-dbus-proxy'):
        if not shutil.which(tool):
            return f'{tool} is not installed'
    done = subprocess.run([*closed(), '--', 'true'], capture_output=True, text=True, check=False)
    return f'bubblewrap cannot make namespaces on this machine: {done.stderr.strip()}' if done.returncode else None


SCENES = (bus_starts_it_and_its_window_opens, it_makes_its_file_in_its_own_folder, crmctl_works_beside_it, it_speaks_the_language_of_what_is_installed,
          it_does_not_see_the_files_of_the_user, it_speaks_with_nobody_else_on_the_bus, settings_stay_in_its_own_folder, it_ends_without_a_warning)

reason = cannot()
if reason:
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)
with installed(MESON, BUILD) as ROOT, tempfile.TemporaryDirectory(prefix='crm-sandbox-') as name:
    FOLDER = pathlib.Path(name)
    register(ROOT)
    BUS = Gio.bus_get_sync(Gio.BusType.SESSION)
    proxy, lifeline = start_proxy()
    prepare()
    try:
        status = report(SCENES)
        if status:
            print((FOLDER / 'log').read_text(), file=sys.stderr)
    finally:
        os.close(lifeline)
        proxy.send_signal(signal.SIGTERM)
        proxy.wait(PATIENCE)
sys.exit(status)
