"""Reading the message catalogues with gettext's own tools, without changing the tree."""

import ast
import gettext
import re

from lint import TREE, read, run

KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3')
LISTED = TREE / 'po/POTFILES'

MESSAGE = re.compile(r'^msgid ((?:"(?:\\.|[^"\\\n])*"\n?)+)', re.MULTILINE)


class ToolFailed(Exception):
    """A gettext tool complained; the text is what it said."""


def listed():
    """The paths of po/POTFILES, in its order."""
    lines = (line.strip() for line in read(LISTED).splitlines())
    return [line for line in lines if line and not line.startswith('#')]


def languages():
    return [word for line in read(TREE / 'po/LINGUAS').splitlines() if not line.startswith('#') for word in line.split()]


def call(*command):
    status, output = run(*command)
    if status:
        raise ToolFailed(output.strip())
    return output


def make_template(folder):
    """The template of today's sources. It is None while no file has a string."""
    template = folder / 'today.pot'
    call('xgettext', '--from-code=UTF-8', '--add-comments=Translators', f'--output={template}',
         *(f'--keyword={keyword}' for keyword in KEYWORDS), *listed())
    return template if template.exists() else None


def merge(language, template, folder):
    """The catalogue of a language as it would be after an update: a string that is new or has changed has no translation in it."""
    merged = folder / f'{language}.po'
    call('msgmerge', '--quiet', '--no-fuzzy-matching', f'--output-file={merged}', TREE / f'po/{language}.po', template)
    return merged


def messages(catalogue, *selection):
    """The texts (msgid) of the messages of a catalogue that `msgattrib` selects."""
    output = call('msgattrib', '--no-wrap', *selection, catalogue)
    texts = (''.join(ast.literal_eval(line) for line in match[1].splitlines()) for match in MESSAGE.finditer(output))
    return [text for text in texts if text]


def translations(catalogue, folder):
    """Pairs of text and translation, plural forms each for itself."""
    compiled = folder / 'compiled.mo'
    call('msgfmt', f'--output-file={compiled}', catalogue)
    with compiled.open('rb') as stream:
        pairs = gettext.GNUTranslations(stream)._catalog
    for key, translation in pairs.items():
        text = key[0] if isinstance(key, tuple) else key
        if text:
            yield text.rpartition('\x04')[2], translation
