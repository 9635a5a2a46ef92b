#!/usr/bin/env python3
"""The window of keyboard shortcuts shows the keys that are installed, all of them and no other.

Keys are installed from the table in src/ui/shell/crm-shortcuts.c and shown by help-overlay.ui.
"""

import re
import xml.etree.ElementTree as xml

from lint import Report, TREE, files, read, relative, strings

TABLE = TREE / 'src/ui/shell/crm-shortcuts.c'

ACCELERATOR = re.compile(r'^(?:<\w+>)+\w+$|^F\d{1,2}$|^(?:Escape|Delete|Menu)$')
NAMES = {'control': 'ctrl', 'primary': 'ctrl', 'ctl': 'ctrl', 'mod1': 'alt'}

POINT = 'shortcuts that are shown are installed'


def normal(accelerator):
    """One spelling for a key: <Primary><Shift>z and <shift><ctrl>Z are the same."""
    modifiers = {NAMES.get(name.lower(), name.lower()) for name in re.findall(r'<(\w+)>', accelerator)}
    key = accelerator.rpartition('>')[2]
    return '+'.join(sorted(modifiers) + [key.lower() if len(key) == 1 else key])


def installed():
    text = read(TABLE)
    return {normal(word) for _, string in strings(text) for word in string.split() if ACCELERATOR.match(word)}


def shown(path):
    keys = set()
    for entry in xml.parse(path).getroot().iter('property'):
        if entry.get('name') == 'accelerator':
            for word in (entry.text or '').split():
                # "<alt>1...8" shows a row of keys.
                row = re.match(r'^(.*?)(\d)\.\.\.(\d)$', word)
                keys |= {normal(f'{row[1]}{n}') for n in range(int(row[2]), int(row[3]) + 1)} if row else {normal(word)}
    return keys


def main():
    report = Report()
    overlay = next(iter(files('help-overlay.ui', under=('ui', 'data', 'src'))), None)
    if overlay is None or not TABLE.is_file():
        report.skip(POINT, f'there is no {"help-overlay.ui" if overlay is None else relative(TABLE)} yet')
        report.finish()

    have, tell = installed(), shown(overlay)
    report.check('shortcuts that are installed are shown', (f'{relative(overlay)}: {key} is not shown' for key in sorted(have - tell)))
    report.check(POINT, (f'{relative(TABLE)}: {key} is not installed' for key in sorted(tell - have)))
    report.finish()


main()
