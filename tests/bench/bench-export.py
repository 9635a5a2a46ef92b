#!/usr/bin/env python3
"""Everything out of a file of a hundred thousand people: seconds and megabytes of each format.

bench-export.py CRMCTL FILE
"""

import os
import subprocess
import sys
import time

EXPORTS = [("person", "csv"), ("person", "vcard"), ("person", "json"), ("activity", "csv"), ("activity", "ics"), ("all", "json")]


def main():
    crmctl, ours = sys.argv[1:3]
    for what, form in EXPORTS:
        path = "%s.%s.%s" % (ours, what, form)
        started = time.monotonic()
        subprocess.run([crmctl, "-f", ours, "export", what, "--as", form, "-o", path], check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - started
        size = os.path.getsize(path) / 1e6
        print("export %-8s as %-6s           %8.2f s   %6.1f MB   %6.1f MB/s" % (what, form, seconds, size, size / seconds), flush=True)
        os.unlink(path)


main()
