#!/usr/bin/env python3
"""Every catalogue of po/LINGUAS is whole, current and well-formed; the Persian one is written as Persian is typed."""

import pathlib
import re
import shutil
import tempfile

import catalogue
from lint import Report, TREE, run, tool

# Names of variables and files keep their underscore.
NAME = re.compile(r'\b[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+\b')

# What an Arabic keyboard types instead of the Persian letters, which sorts and searches apart from them.
ARABIC_LETTERS = {'\u064a': 'ARABIC YEH, not ی', '\u0643': 'ARABIC KAF, not ک', '\u0649': 'ALEF MAKSURA, not ی'}


def quote(text):
    return text if len(text) <= 70 else text[:69] + '…'


def linguas_problems():
    languages = catalogue.languages()
    if languages != sorted(languages):
        yield 'po/LINGUAS: not sorted'
    for language in languages:
        if not (TREE / f'po/{language}.po').is_file():
            yield f'po/LINGUAS: {language}: there is no po/{language}.po'
    for path in (TREE / 'po').glob('*.po'):
        if path.stem not in languages:
            yield f'po/{path.name}: not in po/LINGUAS'


def format_problems(language):
    status, output = run('msgfmt', '--check', '--output-file=/dev/null', f'po/{language}.po')
    return output.splitlines() if status else []


def mnemonic_problems(pairs):
    for text, translation in pairs:
        if '_' in NAME.sub('', translation):
            yield f'po/fa.po: “{quote(text)}”: Persian has no access keys, leave the underscore out: {quote(translation)}'


def letter_problems(pairs):
    for text, translation in pairs:
        for letter, what in ARABIC_LETTERS.items():
            if letter in translation:
                yield f'po/fa.po: “{quote(text)}”: {what}: {quote(translation)}'


def check_coverage(report, language, template, folder):
    path = f'po/{language}.po'
    untranslated, fuzzy = f'{path} translates every string', f'{path} has no fuzzy string'
    if template is None:
        report.skip(untranslated, 'no file has a string yet')
        return
    if not catalogue.messages(TREE / path):
        report.skip(untranslated, f'the catalogue is empty: its translation has not begun ({len(catalogue.messages(template))} strings)')
        return
    merged = catalogue.merge(language, template, folder)
    report.check(untranslated, (f'{path}: untranslated: “{quote(text)}”'
                                for text in catalogue.messages(merged, '--untranslated', '--no-obsolete')))
    report.check(fuzzy, (f'{path}: fuzzy: “{quote(text)}”' for text in catalogue.messages(TREE / path, '--only-fuzzy', '--no-obsolete')))


def main():
    report = Report()
    report.check('po/LINGUAS and the catalogues agree', linguas_problems())
    if not tool(report, 'xgettext', 'catalogues are whole'):
        report.finish()

    folder = pathlib.Path(tempfile.mkdtemp(prefix='crm-po-'))
    try:
        template = catalogue.make_template(folder) if catalogue.listed() else None
        for language in catalogue.languages():
            report.check(f'po/{language}.po is well-formed', format_problems(language))
            check_coverage(report, language, template, folder)
        pairs = list(catalogue.translations('po/fa.po', folder))
        report.check('po/fa.po has no access keys', mnemonic_problems(pairs))
        report.check('po/fa.po has Persian letters', letter_problems(pairs))
    except catalogue.ToolFailed as problem:
        report.check('gettext reads the tree', [problem])
    finally:
        shutil.rmtree(folder)
    report.finish()


main()
