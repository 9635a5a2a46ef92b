#!/usr/bin/python3
"""What Tab offers in bash, of the completions and programs that are installed.

    test-completion.py MESON BUILD
"""

import os
import re
import subprocess
import sys

from installed_testing import Failed, installed, register, report, run

MESON, BUILD = sys.argv[1:3]

# The words of a line as bash hands them over: with their quotes, the last of which may still be open.
WORD = re.compile(r'(?:\\.|"[^"]*"?|\'[^\']*\'?|[^\s"\'])+')

# As readline does: the words of the line, the last of which is being typed; then the function that the file named for it.
ASK = '''
. "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
function=$(complete -p "$1" | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" || exit
printf '%s\\n' "${COMPREPLY[@]}"
'''


def offered(line):
    """What is offered at the end of a line."""
    words = WORD.findall(line) + ([''] if line.endswith(' ') else [])
    done = subprocess.run(['bash', '-c', ASK, 'bash', str(ROOT / 'share/bash-completion/completions' / words[0]), *words], capture_output=True,
                          text=True, check=False, env=ENVIRONMENT, cwd=FOLDER)
    if done.returncode or done.stderr:
        raise Failed(f'“{line}”: status {done.returncode}: {done.stderr}')
    return done.stdout.split('\n')[:-1] if done.stdout.strip() else []


def check(line, *expected):
    got = offered(line)
    if sorted(got) != sorted(expected):
        yield f'“{line}”: {" ".join(got)}; not {" ".join(expected)}'


def check_some(line, *expected):
    got = offered(line)
    if len(got) != len(set(got)) or not set(expected) <= set(got):
        yield f'“{line}”: {" ".join(got)}; not each of {" ".join(expected)} once'


def crmctl_says(*arguments):
    """The first word of each line."""
    return [line.split()[0] for line in run(ROOT / 'bin/crmctl', *arguments, env=ENVIRONMENT).splitlines()]


def files_can_be_loaded_twice():
    for name in ('crm', 'crmctl'):
        path = ROOT / 'share/bash-completion/completions' / name
        run('bash', '-n', path)
        run('bash', '-ec', '. "$1"; . "$1"', 'bash', path)


def commands_are_those_of_the_program():
    helped = run(ROOT / 'bin/crmctl', '--help', env=ENVIRONMENT)
    names = [line.split()[0] for line in helped.splitlines() if line.startswith('  ') and not line.startswith('   ')]
    yield from check('crmctl ', *names)
    yield from check('crmctl -f shop.crm se', 'search', 'set')
    yield from check('crmctl --json --file shop.crm snapshot', 'snapshot', 'snapshots')
    yield from check('crmctl --', '--file', '--json', '--help', '--version')
    yield from check('crmctl dance ')


def types_are_those_of_the_program():
    yield from check('crmctl list ', *crmctl_says('list'))
    yield from check('crmctl add per', 'person')
    yield from check('crmctl export ', 'all', *crmctl_says('list'))
    yield from check('crmctl list --limit 5 person --view x comp')
    yield from check('crmctl list --limit 5 comp', 'company')


def reports_are_those_of_the_program():
    yield from check('crmctl report ', *crmctl_says('report'))
    yield from check_some('crmctl report --calendar jalali ', 'sales', 'funnel')


def choices_of_options_are_offered():
    yield from check('crmctl init --sample ', 'shop', 'freelance', 'empty')
    yield from check('crmctl export person --as ', 'csv', 'vcard', 'json', 'ics')
    yield from check('crmctl import a.csv --on-match ', 'skip', 'update', 'fill', 'create')
    yield from check('crmctl duplicates ', 'person', 'company')
    yield from check('crmctl make o', 'order')
    yield from check('crmctl remote ', 'add', 'list', 'status', 'pause', 'resume', 'remove')


def options_are_those_of_the_command():
    yield from check('crmctl verify -', '--repair', '--file', '--json')
    yield from check('crmctl import a.csv --d', '--dry-run')
    yield from check('crmctl sync --s', '--send-missing')
    yield from check_some('crmctl report -', '-o', '--from', '--view')


def files_are_offered_where_there_are_paths():
    yield from check('crmctl import tw', 'two words.csv', 'two.crm')
    yield from check('crmctl import a.csv "two wo', 'two words.csv')
    yield from check("crmctl import 'two words.csv' two\\ wo", 'two words.csv')
    yield from check('crmctl print some-uid -o tw', 'two words.csv', 'two.crm')
    yield from check('crmctl --file two.', 'two.crm')
    yield from check('crmctl unlock a ', 'two words.csv', 'two.crm')
    yield from check('crm tw', 'two words.csv', 'two.crm')


def words_of_a_persian_desktop_change_nothing():
    ENVIRONMENT.update(LANGUAGE='fa', LC_ALL='C.UTF-8')
    try:
        yield from check('crmctl init --sample ', 'shop', 'freelance', 'empty')
        yield from check_some('crmctl list ', 'person', 'deal')
    finally:
        ENVIRONMENT.update(LANGUAGE='en')


def options_of_the_window_are_offered():
    yield from check_some('crm -', '--new-window', '--help', '--version')
    yield from check('crm --new', '--new-window')


with installed(MESON, BUILD) as ROOT:
    register(ROOT)
    FOLDER = ROOT.parents[1] / 'folder'
    FOLDER.mkdir()
    for name in ('two words.csv', 'two.crm'):
        (FOLDER / name).touch()
    ENVIRONMENT = dict(os.environ, PATH=f'{ROOT}/bin:{os.environ["PATH"]}', XDG_DATA_DIRS=f'{ROOT}/share:/usr/share', HOME=str(FOLDER),
                       GSETTINGS_BACKEND='memory', LC_ALL='C.UTF-8', LANGUAGE='en')
    ENVIRONMENT.pop('GSETTINGS_SCHEMA_DIR', None)
    status = report((files_can_be_loaded_twice, commands_are_those_of_the_program, types_are_those_of_the_program, reports_are_those_of_the_program,
                     choices_of_options_are_offered, options_are_those_of_the_command, files_are_offered_where_there_are_paths,
                     words_of_a_persian_desktop_change_nothing, options_of_the_window_are_offered))
sys.exit(status)
