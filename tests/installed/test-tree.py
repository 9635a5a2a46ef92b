#!/usr/bin/python3
"""What is installed is all that should be and nothing else, each where the desktop looks for it, and valid to the desktop's own tools.

    test-tree.py MESON BUILD
"""

import configparser
import os
import shutil
import stat
import subprocess
import sys
import xml.etree.ElementTree as xml

import gi

gi.require_version('GdkPixbuf', '2.0')
from gi.repository import GdkPixbuf, GLib  # noqa: E402

from installed_testing import APP_ID, PREFIX, TREE, Failed, installed, register, report, run

MESON, BUILD = sys.argv[1:3]

# What software centres insist on beyond what the validator calls an error; those that its oldest version here knows.
STRICT = ('all-categories-ignored', 'category-invalid', 'cid-desktopapp-is-not-rdns', 'cid-has-number-prefix', 'cid-missing-affiliation-gnome',
          'cid-rdns-contains-hyphen', 'content-rating-missing', 'desktop-app-launchable-omitted', 'desktop-file-not-found', 'invalid-child-tag-name',
          'metainfo-filename-cid-mismatch', 'metainfo-legacy-path', 'metainfo-multiple-components', 'name-has-dot-suffix', 'releases-info-missing',
          'unknown-tag', 'app-categories-missing')
# 0.16 does not know the tag of whoever made it, which 1.0 asks for.
UNKNOWN_TO_0_16 = 'unknown-tag developer'

# What "Open With" offers us for, and what it is known by.
TYPES = {'text/vcard': ('a.vcf', b'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nEND:VCARD\r\n'),
         'text/csv': ('a.csv', b'name,phone\nA,1\n'),
         'text/calendar': ('a.ics', b'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'),
         'message/rfc822': ('a.eml', b'From: a@shop.example\r\nTo: b@shop.example\r\nSubject: A\r\n\r\nA\r\n'),
         f'application/vnd.{APP_ID.lower()}': ('a.crm', None)}


def share(*parts):
    return ROOT.joinpath('share', *parts)


def desktop_entry():
    entry = configparser.ConfigParser(interpolation=None, delimiters=('=',), comment_prefixes=('#',))
    entry.optionxform = str
    entry.read(share('applications', f'{APP_ID}.desktop'), encoding='utf-8')
    return entry


def files_are_those_of_the_list():
    listed = (TREE / 'tests/installed/tree.txt').read_text(encoding='utf-8').split()
    there = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob('*') if not path.is_dir())
    yield from (f'{name}: not installed' for name in listed if name not in there)
    yield from (f'{name}: installed, and not in tests/installed/tree.txt' for name in there if name not in listed)
    outside = [path for path in ROOT.parents[1].rglob('*') if not path.is_dir() and ROOT not in path.parents]
    yield from (f'{path}: outside {PREFIX}' for path in outside)


def files_may_be_read_by_all_and_programs_run():
    for path in ROOT.rglob('*'):
        mode = stat.S_IMODE(path.stat().st_mode)
        wanted = 0o755 if path.is_dir() or path.parent == ROOT / 'bin' else 0o644
        if mode != wanted:
            yield f'{path.relative_to(ROOT)}: {mode:o}, not {wanted:o}'


def programs_do_not_look_into_the_build():
    """A library path into the folder it was built in would have it load what lies there."""
    for name in ('crm', 'crmctl'):
        said = run('readelf', '--dynamic', ROOT / 'bin' / name)
        if 'RPATH' in said or 'RUNPATH' in said:
            yield f'bin/{name}: has a library path'


def desktop_file_is_valid():
    run('desktop-file-validate', share('applications', f'{APP_ID}.desktop'))
    entry = desktop_entry()['Desktop Entry']
    program, *arguments = entry['Exec'].split()
    if not os.access(ROOT / 'bin' / program, os.X_OK) or arguments != ['%U']:
        yield f'Exec={entry["Exec"]}: not a program that is installed, with the files it is to open'
    if entry['Icon'] != APP_ID or entry['DBusActivatable'] != 'true':
        yield 'the icon is not that of the program, or the bus does not start it'
    for language in ('Name[fa]', 'GenericName[fa]', 'Comment[fa]', 'Keywords[fa]'):
        if not entry.get(language):
            yield f'{language} is missing'
    missing = set(TYPES) - set(entry['MimeType'].split(';'))
    if missing:
        yield f'MimeType lacks {", ".join(sorted(missing))}'


def bus_starts_the_program_that_is_installed():
    service = configparser.ConfigParser(interpolation=None)
    service.read(share('dbus-1/services', f'{APP_ID}.service'))
    section = service['D-BUS Service']
    if section['Name'] != APP_ID or section['Exec'] != f'/{PREFIX}/bin/crm --gapplication-service':
        yield f'{dict(section)}'
    search = configparser.ConfigParser(interpolation=None)
    search.read(share('gnome-shell/search-providers', f'{APP_ID}.search-provider.ini'))
    section = search['Shell Search Provider']
    if (section['DesktopId'], section['BusName'], section['Version']) != (f'{APP_ID}.desktop', APP_ID, '2'):
        yield f'{dict(section)}'


def metainfo_is_valid():
    path = share('metainfo', f'{APP_ID}.metainfo.xml')
    command = ['appstreamcli', 'validate', '--no-net', '--explain', f'--override={",".join(f"{tag}=error" for tag in STRICT)}', path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    yield from errors_in(done.stdout)


def errors_in(said):
    """Errors and warnings of the validator, but for the tag that an old one does not know."""
    is_old = run('appstreamcli', '--version').split()[-1].startswith('0.')
    for line in map(str.strip, said.splitlines()):
        if line.startswith(('E:', 'W:')) and not (is_old and line.endswith(UNKNOWN_TO_0_16)):
            yield line


def tree_is_valid_to_a_software_centre():
    """Whether metainfo and desktop file agree with each other, and can be made an entry of a catalogue."""
    # It looks below usr/.
    tree = ROOT.parents[1] / 'tree'
    tree.mkdir()
    (tree / 'usr').symlink_to(ROOT)
    said = subprocess.run(['appstreamcli', 'validate-tree', '--no-net', tree], capture_output=True, text=True, check=False).stdout
    if f'{APP_ID}.metainfo.xml' not in said:
        yield f'the metainfo was not found: {said}'
    yield from errors_in(said)


def metainfo_speaks_persian():
    root = xml.parse(share('metainfo', f'{APP_ID}.metainfo.xml')).getroot()
    language = '{http://www.w3.org/XML/1998/namespace}lang'
    for tag in ('name', 'summary', 'description/p', 'releases/release/description/p'):
        if not any(element.get(language) == 'fa' for element in root.findall(tag)):
            yield f'{tag}: not in Persian'


def icons_are_drawn():
    """Both are there, can be drawn at the sizes that are used, and show something that leaves the edge free."""
    for name, size in ((f'scalable/apps/{APP_ID}.svg', 128), (f'symbolic/apps/{APP_ID}-symbolic.svg', 16)):
        painted = paint(share('icons/hicolor', name), size)
        edge = painted[0] + painted[-1] + [row[0] for row in painted] + [row[-1] for row in painted]
        shown = sum(alpha > 0x80 for row in painted for alpha in row) / size ** 2
        if any(alpha > 0x80 for alpha in edge):
            yield f'{name}: touches the edge'
        if not 0.2 < shown < 0.95:
            yield f'{name}: {shown:.0%} of it is painted'


def paint(path, size):
    """The opacity of each pixel of a picture, by rows."""
    try:
        picture = GdkPixbuf.Pixbuf.new_from_file_at_size(str(path), size, size)
    except GLib.Error as error:
        raise Failed(f'{path.name}: {error.message}') from error
    if (picture.get_width(), picture.get_height(), picture.get_has_alpha()) != (size, size, True):
        raise Failed(f'{path.name}: not a square with a see-through ground')
    pixels, stride = picture.get_pixels(), picture.get_rowstride()
    return [[pixels[y * stride + x * 4 + 3] for x in range(size)] for y in range(size)]


def manuals_are_set_without_a_warning():
    for path in sorted(share('man/man1').iterdir()):
        yield from subprocess.run(['groff', '-man', '-Tutf8', '-K', 'utf8', '-ww', '-z', path], capture_output=True, text=True, check=False).stderr.splitlines()


def settings_compile():
    run('glib-compile-schemas', '--strict', '--dry-run', share('glib-2.0/schemas'))


def files_of_its_types_are_offered_to_it():
    """As the file manager asks: what type is a file, and who opens that."""
    register(ROOT)
    home = ROOT.parents[1] / 'home'
    home.mkdir()
    environment = dict(os.environ, HOME=str(home), XDG_DATA_HOME=str(home / 'data'), XDG_CONFIG_HOME=str(home / 'config'), LC_ALL='C.UTF-8', LANGUAGE='en',
                       XDG_DATA_DIRS=f'{ROOT}/share:/usr/share', PATH=f'{ROOT}/bin:{os.environ["PATH"]}', GSETTINGS_BACKEND='memory')
    for kind, (name, content) in TYPES.items():
        path = home / name
        if content is None:
            run(ROOT / 'bin/crmctl', '--file', path, 'init', env=environment)
            nameless = home / 'nameless'
            shutil.copy(path, nameless)
            if found(nameless, environment) != kind:
                yield f'a customer file without an ending is a {found(nameless, environment)}'
        else:
            path.write_bytes(content)
        if found(path, environment) != kind:
            yield f'{name} is a {found(path, environment)}, not a {kind}'
        if f'{APP_ID}.desktop' not in run('gio', 'mime', kind, env=environment):
            yield f'{kind}: not offered to the program'


def found(path, environment):
    said = run('gio', 'info', '--attributes=standard::content-type', path, env=environment)
    return said.rpartition('standard::content-type: ')[2].strip()


with installed(MESON, BUILD) as ROOT:
    status = report((files_are_those_of_the_list, files_may_be_read_by_all_and_programs_run, programs_do_not_look_into_the_build, desktop_file_is_valid,
                     bus_starts_the_program_that_is_installed, metainfo_is_valid, tree_is_valid_to_a_software_centre, metainfo_speaks_persian,
                     icons_are_drawn, manuals_are_set_without_a_warning, settings_compile, files_of_its_types_are_offered_to_it))
sys.exit(status)
