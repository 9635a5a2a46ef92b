#!/usr/bin/env python3
"""Interface files are well-formed, and agree with the C that loads them and with the resources that carry them.

gtk4-builder-tool cannot validate templates of our own classes without the program, so what it would find is looked for here;
the display tests load every one for real.
"""

import posixpath
import re
import xml.etree.ElementTree as xml

from lint import Report, TREE, code_only, files, place, read, relative, run, strings, tool, without_comments

BASE = '/com/example/Crm'

LOADED = re.compile(r'gtk_widget_class_set_template_from_resource\s*\(\s*\w+\s*,\s*"([^"]+)"')
CHILD = re.compile(r'gtk_widget_class_bind_template_child(?:_internal)?(?:_private)?\s*\(\s*\w+\s*,\s*\w+\s*,\s*(\w+)\s*\)')
CALLBACK = re.compile(r'gtk_widget_class_bind_template_callback(?:_full)?\s*\(\s*\w+\s*,\s*"?(\w+)"?')


def interfaces():
    return files('*.ui', under=('ui', 'data', 'src'))


def parse(path):
    try:
        return xml.parse(path).getroot()
    except xml.ParseError:
        return None


def well_formed_problems():
    for path in interfaces() + files('*.gresource.xml', '*.gresource.xml.in', under=('data', 'ui', 'src')):
        status, output = run('xmllint', '--noout', path)
        if status:
            yield output.replace(f'{TREE}/', '')


def bundled():
    """The resource paths that the tree bundles, and the files' own names."""
    paths, names = set(), set()
    for description in files('*.gresource.xml', under=('data', 'ui', 'src')):
        root = parse(description)
        for group in root.iter('gresource') if root is not None else ():
            for entry in group.iter('file'):
                name = entry.text.strip()
                paths.add(posixpath.join(group.get('prefix', '/'), entry.get('alias', name)))
                names.add(posixpath.basename(name))
    return paths, names


def resource_problems(paths):
    """Resource paths said in C, interface files and style sheets that nothing bundles. A folder of bundled files is right too."""
    folders = {posixpath.dirname(path) for path in paths}
    folders |= {parent for folder in folders for parent in (folder[:end] for end in range(len(folder)) if folder[end] == '/')}
    for path in files('*.c', under=('src',)):
        text = read(path)
        for offset, string in strings(text):
            if string.startswith(BASE) and re.search(r'\.\w+$', string) and '%' not in string and string not in paths | folders:
                yield f'{place(path, text, offset)}: no resource {string}'
    for path in interfaces() + files('*.css', under=('data', 'ui')):
        text = read(path)
        for match in re.finditer(rf'(?:resource://)?({BASE}/[\w./-]+\.\w+)', text):
            if match[1] not in paths:
                yield f'{place(path, text, match.start())}: no resource {match[1]}'


def unbundled_problems(names):
    for path in interfaces():
        if path.name not in names:
            yield f'{relative(path)}: in no gresource.xml'


def source_of(path):
    """The C file that an interface file mirrors."""
    parts = path.relative_to(TREE).parts
    return TREE.joinpath('src', *parts).with_suffix('.c')


def templates():
    for path in interfaces():
        root = parse(path)
        template = root.find('template') if root is not None else None
        # The template of a list row belongs to GTK's own class; the C of ours carries its name.
        if template is not None and template.get('class', '').startswith('Crm'):
            yield path, template


def template_problems():
    for path, template in templates():
        source = source_of(path)
        if not source.is_file():
            yield f'{relative(path)}: template of {template.get("class")}, but there is no {relative(source)}'
            continue
        text = without_comments(read(source))
        if not re.search(rf'G_DEFINE_\w*TYPE\w*\s*\(\s*{template.get("class")}\b', text):
            yield f'{relative(source)}: does not define {template.get("class")}, the template of {relative(path)}'
        loaded = LOADED.search(text)
        if not loaded or posixpath.basename(loaded[1]) != path.name:
            yield f'{relative(source)}: does not load {relative(path)}'


def binding_problems():
    """Children that the template lacks end the program when it loads; handlers that nobody binds do at the click."""
    for path, template in templates():
        source = source_of(path)
        if not source.is_file():
            continue
        text = without_comments(read(source))
        ids = {element.get('id') for kind in ('object', 'menu', 'submenu', 'section') for element in parse(path).iter(kind)}
        for match in CHILD.finditer(text):
            if match[1] not in ids:
                yield f'{place(source, text, match.start())}: no object “{match[1]}” in {relative(path)}'
        handlers = {signal.get('handler') for signal in template.iter('signal')}
        for handler in sorted(handlers - set(CALLBACK.findall(text))):
            yield f'{relative(path)}: handler {handler} is not bound in {relative(source)}'
        for match in CALLBACK.finditer(text):
            if match[1] not in read(path):
                yield f'{place(source, text, match.start())}: {match[1]} is bound, and {relative(path)} does not use it'


def loaded_problems():
    """C that loads a template whose interface file is not where it should be."""
    mirrored = {source_of(path) for path in interfaces()}
    for path in files('*.c', under=('src',)):
        if 'gtk_widget_class_set_template_from_resource' in code_only(read(path)) and path not in mirrored:
            yield f'{relative(path)}: loads a template, but there is no {relative(path)[len("src/"):-2]}.ui'


def main():
    report = Report()
    if tool(report, 'xmllint', 'interface files are well-formed'):
        report.check('interface files are well-formed', well_formed_problems())
    paths, names = bundled()
    report.check('resources that are used are bundled', resource_problems(paths))
    report.check('interface files are bundled', unbundled_problems(names))
    report.check('each template has its class', template_problems())
    report.check('each class has its template', loaded_problems())
    report.check('template children and callbacks are there', binding_problems())
    report.finish()


main()
