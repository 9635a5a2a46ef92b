#!/usr/bin/env python3
"""The Flatpak manifest asks for no more than the program needs, brings every library that the runtime lacks, and says exactly which files."""

import json
import re

from lint import Report, TREE, files, read

APP_ID = 'com.example.Crm'
MANIFEST = TREE / f'{APP_ID}.json'

RUNTIME = ('org.gnome.Platform', 'org.gnome.Sdk')
# What it may ask for, and why. Files come through portals; so do passwords, notifications and running in the background.
PERMISSIONS = {
    '--share=ipc': 'pictures to the X server in shared memory',
    '--socket=fallback-x11': 'windows, where there is no Wayland',
    '--socket=wayland': 'windows',
    '--device=dri': 'drawing by the graphics card',
    '--share=network': 'the server that several devices share',
}
# The order of keys that flatpak-builder's manual has.
ORDER = ('id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'build-options', 'cleanup', 'modules')

# What org.gnome.Platform//51 has of what meson.build asks for: GNOME's own, and those of freedesktop-sdk below it.
IN_RUNTIME = {'glib-2.0', 'gobject-2.0', 'gio-unix-2.0', 'json-glib-1.0', 'sqlite3', 'libxml-2.0', 'libarchive', 'libsoup-3.0', 'libsecret-1', 'pangocairo',
              'gdk-pixbuf-2.0', 'icu-i18n', 'icu-uc', 'gtk4', 'libadwaita-1', 'fontconfig'}
# The modules that bring the others, where they are called otherwise.
MODULES = {'gmime-3.0': 'gmime'}

DEPENDENCY = re.compile(r"\bdependency \('([^']+)'")


def wanted():
    return {name for path in [TREE / 'meson.build', *files('meson.build', under=('src',))] for name in DEPENDENCY.findall(read(path))}


def form_problems(text, manifest):
    if text != json.dumps(manifest, indent=4, ensure_ascii=False) + '\n':
        yield 'not laid out by four spaces, one thing a line'
    keys = [key for key in manifest if key in ORDER]
    if keys != sorted(keys, key=ORDER.index) or set(manifest) - set(ORDER):
        yield f'keys are out of order or unknown: {" ".join(manifest)}'
    if manifest['id'] != APP_ID or (manifest['runtime'], manifest['sdk']) != RUNTIME or not manifest['runtime-version'].isdigit():
        yield 'the id or the runtime is another'
    if not (TREE / 'data' / f'{manifest["command"]}.1').is_file():
        yield f'the command {manifest["command"]} is none of ours'


def permission_problems(manifest):
    asked = manifest['finish-args']
    for permission in asked:
        if permission not in PERMISSIONS:
            yield f'{permission}: not one of those that are thought through'
    yield from (f'{permission} is asked for twice' for permission in set(asked) if asked.count(permission) > 1)
    if 'finish-args' in json.dumps(manifest['modules']) or '--share=network' in json.dumps(manifest['modules']):
        yield 'a module builds with the network'


def library_problems(manifest):
    names = {module['name'] for module in manifest['modules']}
    for name in sorted(wanted()):
        module = MODULES.get(name, name)
        if name in IN_RUNTIME and module in names:
            yield f'{name}: is in the runtime, and a module besides'
        elif name not in IN_RUNTIME and module not in names:
            yield f'{name}: neither in the runtime nor a module'
    used = {MODULES.get(name, name) for name in wanted()} | {'vazirmatn', 'customers'}
    yield from (f'{name}: nothing asks for this module' for name in sorted(names - used))


def source_problems(manifest):
    *others, own = manifest['modules']
    if own['name'] != 'customers' or [source['type'] for source in own['sources']] != ['dir']:
        yield 'the last module is not this tree'
    for module in others:
        for source in module['sources']:
            if source['type'] != 'archive' or not source.get('url', '').startswith('https://'):
                yield f'{module["name"]}: not the archive of a release, by https'
            if not re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')) or {'md5', 'sha1'} & set(source):
                yield f'{module["name"]}: no sha256'
        if len(module['sources']) != 1:
            yield f'{module["name"]}: more than its archive'


def main():
    report = Report()
    text = read(MANIFEST)
    manifest = json.loads(text)
    report.check('the manifest is laid out as others are', form_problems(text, manifest))
    report.check('it asks for no more than is needed', permission_problems(manifest))
    report.check('every library is in the runtime or a module', library_problems(manifest))
    report.check('every source is an archive with its checksum', source_problems(manifest))
    report.finish()


main()
