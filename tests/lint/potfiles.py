#!/usr/bin/env python3
"""po/POTFILES names the files with words for people, all of them and no other."""

import re

import catalogue
from lint import Report, TREE, files, read, relative, without_comments

MARKED = re.compile(r'(?<![\w.])(?:_|N_|C_|NC_|gettext|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*(?:"|\w+,\s*")')
TRANSLATABLE = re.compile(r'translatable="(?:yes|true|1)"')

# The desktop reads these in every language, by rules of their own.
ALWAYS = ('*.desktop.in', '*.metainfo.xml', '*.gschema.xml')


def with_strings():
    found = [path for path in files('*.c', '*.h', under=('src',)) if MARKED.search(without_comments(read(path)))]
    found += [path for path in files('*.ui', under=('src', 'ui', 'data')) if TRANSLATABLE.search(read(path))]
    found += files(*ALWAYS, under=('data',)) + sorted(TREE.glob('*.metainfo.xml'))
    return {relative(path) for path in found}


def main():
    report = Report()
    listed = catalogue.listed()
    marked = with_strings()
    present = {name for name in listed if (TREE / name).is_file()}

    report.check('files with strings are listed', (f'{name}: has strings, and is not in po/POTFILES' for name in sorted(marked - set(listed))))
    report.check('listed files have strings', (f'po/POTFILES: {name}: no string in it' for name in sorted(present - marked)))
    report.check('listed files exist', (f'po/POTFILES: {name}: no such file' for name in sorted(set(listed) - present)))
    report.check('po/POTFILES is sorted', (f'po/POTFILES: {after} belongs before {before}'
                                           for before, after in zip(listed, listed[1:]) if not before < after))
    report.finish()


main()
