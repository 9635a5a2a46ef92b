#!/usr/bin/env python3
"""What the desktop is told of the program is valid, agrees with itself, and is as short as software centres ask for.

    metadata.py VERSION DESKTOP-FILE METAINFO-FILE
"""

import datetime
import os
import pathlib
import struct
import sys
import xml.etree.ElementTree as xml

from lint import Report, TREE, files, relative, run, tool

APP_ID = 'com.example.Crm'
NAME_LENGTH = 15
SUMMARY_LENGTH = 35
CAPTION_LENGTH = 80
SCREENSHOTS_BYTES = 1_000_000


def said(*command):
    status, output = run(*command)
    return output.replace(f'{TREE}/', '').splitlines() or [f'{command[0]}: status {status}'] if status else []


def validate(report, name, *command):
    if tool(report, command[0], name):
        report.check(name, said(*command))


def metainfo_problems(path, version):
    root = xml.parse(path).getroot()
    name, summary = root.findtext('name', ''), root.findtext('summary', '')
    if root.findtext('id') != APP_ID:
        yield f'the id is not {APP_ID}'
    if len(name) > NAME_LENGTH:
        yield f'the name has {len(name)} letters; {NAME_LENGTH} is the limit'
    if len(summary) > SUMMARY_LENGTH or summary.endswith('.') or name in summary.split():
        yield f'the summary is longer than {SUMMARY_LENGTH}, or ends in a full stop, or repeats the name: {summary}'
    releases = root.findall('releases/release')
    if not releases or releases[0].get('version') != version:
        yield f'the newest release is not the version of meson.build, {version}'
    dates = [release.get('date', '') for release in releases]
    if dates != sorted(dates, reverse=True):
        yield 'the releases are not in order, the newest first'
    for release in releases:
        if release.find('description') is None:
            yield f'release {release.get("version")} does not say what is new'
        datetime.date.fromisoformat(release.get('date'))


def screenshot_problems():
    """Captions are one sentence; pictures are in the tree under the name of their address, as large as is said, and small to download."""
    root = xml.parse(TREE / f'{APP_ID}.metainfo.xml').getroot()
    shots = root.findall('screenshots/screenshot')
    if not 3 <= len(shots) <= 6 or [shot.get('type') for shot in shots] != ['default'] + [None] * (len(shots) - 1):
        yield 'three to six pictures, the first of which is the default'
    named = set()
    for shot in shots:
        caption, image = shot.findtext('caption', ''), shot.find('image')
        if not caption or caption.endswith('.') or len(caption) > CAPTION_LENGTH:
            yield f'caption “{caption}”: empty, longer than {CAPTION_LENGTH}, or with a full stop'
        name = image.text.rpartition('/')[2]
        named.add(name)
        picture = TREE / 'data/screenshots' / name
        if not picture.is_file():
            yield f'data/screenshots/{name}: not there'
            continue
        size = struct.unpack('>II', picture.read_bytes()[16:24])
        if size != (int(image.get('width')), int(image.get('height'))) or size[0] > 2000 or size[1] > 1400:
            yield f'{relative(picture)}: {size[0]}×{size[1]} is not what is said, or too large'
    there = {picture.name for picture in (TREE / 'data/screenshots').glob('*.png')}
    yield from (f'data/screenshots/{name}: in no screenshot' for name in sorted(there - named))
    if sum(picture.stat().st_size for picture in (TREE / 'data/screenshots').glob('*.png')) > SCREENSHOTS_BYTES:
        yield f'data/screenshots: more than {SCREENSHOTS_BYTES} bytes'


def agreement_problems(desktop, path):
    """Types of files are those of the desktop file, and the colours of the brand are two."""
    root = xml.parse(path).getroot()
    entry = dict(line.split('=', 1) for line in pathlib.Path(desktop).read_text(encoding='utf-8').splitlines() if '=' in line)
    types = {element.text for element in root.findall('provides/mediatype')}
    if types != set(entry['MimeType'].rstrip(';').split(';')):
        yield 'the media types are not those of the desktop file'
    if len({color.text for color in root.findall('branding/color')}) != 2:
        yield 'a colour for light and another for dark'
    for kind in ('homepage', 'bugtracker', 'vcs-browser'):
        if not any(url.get('type') == kind and url.text.startswith('https://') for url in root.findall('url')):
            yield f'no address of the {kind}'


def icon_problems():
    for name in (f'scalable/apps/{APP_ID}.svg', f'symbolic/apps/{APP_ID}-symbolic.svg'):
        path = TREE / 'data/icons/hicolor' / name
        if not path.is_file():
            yield f'data/icons/hicolor/{name}: not there'
            continue
        root = xml.parse(path).getroot()
        if root.get('width') != root.get('height'):
            yield f'{relative(path)}: not square'


def manual_problems(pages):
    for page in pages:
        yield from (line for line in said('mandoc', '-Tlint', '-Wwarning', page))


def main():
    version = sys.argv[1]
    desktop, metainfo = map(os.path.abspath, sys.argv[2:])
    report = Report()
    validate(report, 'the desktop file is valid', 'desktop-file-validate', desktop)
    validate(report, 'the metainfo is valid', 'appstreamcli', 'validate', '--no-net', '--explain', metainfo)
    validate(report, 'the settings are valid', 'glib-compile-schemas', '--strict', '--dry-run', TREE / 'data')
    report.check('the metainfo agrees with the tree', (f'{APP_ID}.metainfo.xml: {problem}' for problem in metainfo_problems(metainfo, version)))
    report.check('the metainfo agrees with the desktop file', agreement_problems(desktop, metainfo))
    report.check('the pictures are those of the metainfo', screenshot_problems())
    report.check('the icons are there', icon_problems())
    pages = files('*.1', under=('data',))
    if pages and tool(report, 'mandoc', 'the manual pages are well-formed'):
        report.check('the manual pages are well-formed', manual_problems(pages))
    report.finish()


main()
