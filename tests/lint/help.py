#!/usr/bin/env python3
"""The help says the same in both languages, leads nowhere where nothing is, and calls what is on the screen by its very name."""

import collections
import pathlib
import re
import shutil
import tempfile

import catalogue
from lint import Report, TREE, read, relative, tool

HELP = TREE / 'help'
ORIGINAL = 'en'
WORDS_MOST = 620

ROW = re.compile(r'^\| `([\w-]+)` \|', re.MULTILINE)
HEADING = re.compile(r'^(#+) \S', re.MULTILINE)
LINK = re.compile(r'\]\(([^)\s]+)\)')
CODE = re.compile(r'`[^`\n]+`|^ {4,}.*$', re.MULTILINE)
# What is on the screen stands in bold, in whatever sentence.
NAME = re.compile(r'\*\*([^*]+)\*\*')
LISTED = re.compile(r'static const char \*const names\[\] = \{(.*?)\};', re.DOTALL)
ARABIC = re.compile('[\u064a\u0643\u0649]')


def languages():
    return sorted(path.name for path in HELP.iterdir() if path.is_dir())


def names(language):
    return {path.stem for path in (HELP / language).glob('*.md')}


def pages():
    return sorted(HELP.glob('*/*.md'))


def place(path, text, offset):
    return f'{relative(path)}:{text.count(chr(10), 0, offset) + 1}'


def listing_problems():
    """Four lists: the README, the resources, the order of the window's list, and the files."""
    book = LISTED.search(read(TREE / 'src/ui/help/crm-help-book.c'))
    bundled = re.findall(r'<file>(\w+/[\w-]+)\.md</file>', read(TREE / 'ui/help/crm-help.gresource.xml'))
    there = names(ORIGINAL)
    lists = {
        'help/README.md': set(ROW.findall(read(HELP / 'README.md'))),
        'src/ui/help/crm-help-book.c': set(re.findall(r'"([\w-]+)"', book[1])) if book else set(),
        **{f'help/{language}': names(language) for language in languages()},
        **{f'ui/help/crm-help.gresource.xml, {language}': {name.partition('/')[2] for name in bundled if name.startswith(f'{language}/')} for language in languages()},
    }
    for where, listed in lists.items():
        for name in sorted(there - listed):
            yield f'{where}: lacks the page {name}'
        for name in sorted(listed - there):
            yield f'{where}: {name}: there is no help/{ORIGINAL}/{name}.md'


def heading_problems():
    for path in pages():
        original = HELP / ORIGINAL / path.name
        if not original.is_file():
            continue
        mine, other = ([len(match[1]) for match in HEADING.finditer(CODE.sub('', read(page)))] for page in (path, original))
        if mine != other:
            yield f'{relative(path)}: {len(mine)} headings, and {len(other)} in {relative(original)}'
        if mine[:1] != [1] or mine.count(1) != 1:
            yield f'{relative(path)}: a page begins with its title, and has one'


def link_problems():
    for path in pages():
        text = read(path)
        for match in LINK.finditer(text):
            if match[1].startswith('https:') or (match[1].endswith('.md') and (path.parent / match[1]).is_file() and '/' not in match[1]):
                continue
            yield f'{place(path, text, match.start())}: {match[1]}: neither a page beside this one nor https'


def length_problems():
    for path in pages():
        count = len(read(path).split())
        if count > WORDS_MOST:
            yield f'{relative(path)}: {count} words; who reads it has a customer waiting'


def name_problems(pairs):
    """What is in bold is a text of the program, in the language of the page."""
    known = {ORIGINAL: {text.replace('_', '') for text, _ in pairs}, 'fa': {translation for _, translation in pairs}}
    for path in pages():
        text = read(path)
        for match in NAME.finditer(text):
            name = ' '.join(match[1].split())
            if name not in known.get(path.parent.name, {name}):
                yield f'{place(path, text, match.start())}: “{name}” is nowhere on the screen'


def pair_problems(pairs):
    """A name of the English page is on the Persian one as well: with another translation it would be another button."""
    translated = collections.defaultdict(set)
    for text, translation in pairs:
        translated[text.replace('_', '')].add(translation)
    for path in sorted((HELP / ORIGINAL).glob('*.md')):
        other = HELP / 'fa' / path.name
        said = {' '.join(match[1].split()) for match in NAME.finditer(read(other))} if other.is_file() else set()
        for name in sorted({' '.join(match[1].split()) for match in NAME.finditer(read(path))}):
            if not translated[name] & said:
                yield f'{relative(other)}: “{name}” of {relative(path)} is not there: {" or ".join(translated[name])}'


def letter_problems():
    for path in sorted((HELP / 'fa').glob('*.md')):
        text = read(path)
        for match in ARABIC.finditer(text):
            yield f'{place(path, text, match.start())}: an Arabic letter, not the Persian one'
        for match in re.finditer(r'[0-9]+(?![.)] )', CODE.sub(lambda code: ' ' * len(code[0]), LINK.sub(lambda link: ' ' * len(link[0]), text))):
            yield f'{place(path, text, match.start())}: {match[0]}: digits are Persian'


def main():
    report = Report()
    report.check('each page is there in every language, and listed', listing_problems())
    report.check('the languages have the same headings', heading_problems())
    report.check('links lead to pages', link_problems())
    report.check('pages are short', length_problems())
    report.check('Persian pages are written in Persian letters and digits', letter_problems())
    if tool(report, 'msgfmt', 'names are those of the program'):
        folder = pathlib.Path(tempfile.mkdtemp(prefix='crm-help-'))
        try:
            pairs = list(catalogue.translations('po/fa.po', folder))
            report.check('names are those of the program', name_problems(pairs))
            report.check('both languages name the same', pair_problems(pairs))
        finally:
            shutil.rmtree(folder)
    report.finish()


main()
