"""What the lint scripts share: the files of the tree, C without its comments, and a TAP report that says what is wrong and where."""

import pathlib
import re
import shutil
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parents[2]

C_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)


class Report:
    """Collects the points of one script. A problem is a line, best of the form `path:line: what`."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def check(self, name, problems):
        self.count += 1
        problems = list(problems)
        print(f'{"not ok" if problems else "ok"} {self.count} - {name}')
        for problem in problems:
            for line in str(problem).splitlines():
                print('#  ', line)
        self.failed = self.failed or bool(problems)

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {reason}')

    def finish(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)


def relative(path):
    return path.relative_to(TREE).as_posix()


def files(*patterns, under=('src', 'tests', 'data', 'ui', 'po', 'build-aux')):
    """The files below the folders named that match one of the patterns, sorted."""
    found = set()
    for folder in under:
        for pattern in patterns:
            found.update(path for path in (TREE / folder).rglob(pattern) if path.is_file())
    return sorted(found)


def read(path):
    return path.read_text(encoding='utf-8')


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def place(path, text, offset):
    return f'{relative(path)}:{line_of(text, offset)}'


def blank(text):
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    """C with every comment turned into spaces: offsets and lines stay."""
    return C_TOKEN.sub(lambda token: blank(token[0]) if token[0][0] == '/' else token[0], text)


def code_only(text):
    """C with comments and the insides of its strings turned into spaces."""
    return C_TOKEN.sub(lambda token: blank(token[0]), text)


def strings(text):
    """The string literals of C with their offsets; those that follow each other are one, as the compiler sees them."""
    bare = without_comments(text)
    for match in re.finditer(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*', bare):
        yield match.start(), re.sub(r'"\s*"', '', match[0])[1:-1]


def run(*command, **options):
    """Runs a tool and returns what it said, both streams together, and its status."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          cwd=options.pop('cwd', TREE), **options)
    return done.returncode, done.stdout


def tool(report, name, point):
    """Whether a tool is installed; if not, the point is skipped and says so."""
    if shutil.which(name):
        return True
    report.skip(point, f'{name} is not installed')
    return False
