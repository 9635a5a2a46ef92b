#!/usr/bin/env python3
"""Doors open downward only: who may include whom, and which room alone speaks GTK, SQL or HTTP.

The include paths of the build say the same between rooms; this says it with a line number, and inside src/ui too.
"""

import collections
import re

from lint import Report, TREE, code_only, files, line_of, place, read, relative, strings, without_comments

# A document of sync is the JSON of exchange, a report on paper a sheet of it; a filter asks for what insight measures.
RANKS = {'core': 0, 'model': 1, 'store': 2, 'insight': 3, 'exchange': 4, 'reports': 5, 'sync': 5, 'cli': 6, 'ui': 6}

# Inside src/ui a capability sees these besides itself, and the shell sees all.
COMMON = {'widgets': {'compat'}, 'compat': set()}
SHARED = {'widgets', 'compat'}
# The one interface by which the shell knows the capabilities, and they the shell; and the widgets that several capabilities show
# whole: every detail page ends in its record's timeline, every list of records that may be a table is one, servers are also preferences.
DOORS = {'crm-case-dialog.h', 'crm-directory-detail.h', 'crm-directory-type.h', 'crm-directory-view.h', 'crm-lists-page.h', 'crm-page.h', 'crm-plain-detail.h', 'crm-remotes-group.h', 'crm-table.h', 'crm-timeline-view.h'}

KEEPERS = {
    'GTK': (re.compile(r'<(gtk|gdk|gsk|adwaita)[/.]'), 'src/ui/'),
    'SQLite': (re.compile(r'<sqlite3'), 'src/store/'),
    'HTTP': (re.compile(r'<libsoup/'), 'src/sync/'),
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+([<"][^>"]+[>"])', re.MULTILINE)

SQL = re.compile(
    r'^\s*(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s|VACUUM|'
    r'(?:CREATE|DROP|ALTER)\s+(?:TABLE|(?:UNIQUE\s+)?INDEX|VIEW|TRIGGER|VIRTUAL|TEMP)|ATTACH\s|WITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\(|AS)|'
    r'(?:SAVEPOINT|RELEASE)\s|(?:BEGIN|COMMIT|ROLLBACK)(?:\s+(?:IMMEDIATE|EXCLUSIVE|TRANSACTION|TO)\b.*)?;?\s*$)'
    r'|(?:\bSELECT\b.+\bFROM\b|\bORDER\s+BY\s+\w+|\bWHERE\s+\w+\s*(?:=|<|>|IN\b|IS\b|LIKE\b|MATCH\b))')


def sources():
    return files('*.c', '*.h', under=('src',))


def room_of(path):
    return path.relative_to(TREE / 'src').parts[0]


def capability_of(path):
    parts = path.relative_to(TREE / 'src').parts
    return parts[1] if len(parts) > 2 else None


def includes(path):
    text = without_comments(read(path))
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start(1)), match[1]


def may_see_room(mine, theirs):
    return mine == theirs or RANKS[theirs] < RANKS[mine]


def may_see_capability(path, header):
    mine, theirs = capability_of(path), capability_of(header)
    if mine in (theirs, None, 'shell'):
        return True
    if mine in COMMON:
        return theirs in COMMON[mine]
    return theirs in SHARED or header.name in DOORS


def header_problems(headers):
    for name, paths in sorted(headers.items()):
        if len(paths) > 1:
            yield f'{", ".join(map(relative, paths))}: two headers of one name'


def door_problems(headers):
    for path in sources():
        room = room_of(path)
        if room not in RANKS:
            yield f'{relative(path)}: src/{room} is not a room of the house (see RANKS in tests/lint/layers.py)'
            continue
        for line, name in includes(path):
            for header in headers.get(name.strip('<>"').rpartition('/')[2], []):
                if not may_see_room(room, room_of(header)):
                    yield f'{relative(path)}:{line}: {room} may not include {relative(header)}'
                elif room == room_of(header) == 'ui' and not may_see_capability(path, header):
                    yield f'{relative(path)}:{line}: {capability_of(path)} may not look inside {capability_of(header)} ({header.name})'


def keeper_problems(pattern, keeper):
    for path in sources():
        if not relative(path).startswith(keeper):
            for line, name in includes(path):
                if pattern.match(name):
                    yield f'{relative(path)}:{line}: {name} belongs in {keeper} only'


def sql_problems():
    for path in sources():
        if room_of(path) == 'store':
            continue
        text = read(path)
        for offset, string in strings(text):
            if SQL.search(string.replace('\\n', '\n')):
                yield f'{place(path, text, offset)}: SQL outside src/store: "{string[:60]}"'
        for match in re.finditer(r'\bsqlite3_\w+', code_only(text)):
            yield f'{place(path, text, match.start())}: {match[0]} outside src/store'


def sql_file_problems():
    for path in files('*.sql', under=('src', 'data', 'ui')):
        if not relative(path).startswith('data/sql/'):
            yield f'{relative(path)}: SQL scripts live in data/sql'


def main():
    report = Report()
    headers = collections.defaultdict(list)
    for path in files('*.h', under=('src',)):
        headers[path.name].append(path)

    report.check('headers have names of their own', header_problems(headers))
    report.check('rooms include downward only', door_problems(headers))
    for name, (pattern, keeper) in KEEPERS.items():
        report.check(f'{name} stays in {keeper}', keeper_problems(pattern, keeper))
    report.check('SQL stays in src/store', sql_problems())
    report.check('SQL scripts stay in data/sql', sql_file_problems())
    report.finish()


main()
