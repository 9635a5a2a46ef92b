#!/usr/bin/env python3
"""What the tests of crmctl share. Each file of them is run as: test-….py CRMCTL"""

import json
import os
import subprocess
import sys
import tempfile

CRMCTL = sys.argv[1]
ENVIRONMENT = dict(os.environ, CRM_NOW="2026-11-22T09:00:00Z", LANGUAGE="en", TZ="UTC")

tests = []


def test(function):
    tests.append(function)
    return function


class File:
    """A customer file in a folder of its own."""

    def __init__(self, folder, sample="empty", name="test.crm"):
        self.folder = folder
        self.path = os.path.join(folder, name)
        self.run("init", "--sample", sample)

    def try_run(self, *arguments, environment=None):
        return subprocess.run([CRMCTL, "--file", self.path, *arguments], capture_output=True, text=True, env=environment or ENVIRONMENT, timeout=120, stdin=subprocess.DEVNULL)

    def run(self, *arguments):
        done = self.try_run(*arguments)
        assert done.returncode == 0, (arguments, done.returncode, done.stderr)
        return done.stdout

    def json(self, *arguments):
        return json.loads(self.run("--json", *arguments))

    def refuse(self, status, *arguments, environment=None):
        done = self.try_run(*arguments, environment=environment)
        assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
        assert done.stdout == "", done.stdout
        assert done.stderr.startswith("crmctl: "), done.stderr
        assert done.stderr.count("\n") == 1, done.stderr
        return done.stderr

    def add(self, *arguments):
        return self.json("add", *arguments)["uid"]


def run_all():
    failures = 0
    print("1..%d" % len(tests))
    for number, function in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            name = function.__name__.replace("_", " ")
            try:
                function(folder)
                print("ok %d - %s" % (number, name))
            except Exception as error:
                failures += 1
                print("not ok %d - %s" % (number, name))
                for line in repr(error).splitlines():
                    print("# " + line)
    sys.exit(1 if failures else 0)
