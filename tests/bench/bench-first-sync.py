#!/usr/bin/env python3
"""The window while 50,000 records come from a server: how long it was held, and the work of its frames.

bench-first-sync.py CRMCTL SERVER.JS MODULES DISPLAY-RUN BENCH-WINDOW [PEOPLE]
"""

import functools
import os
import subprocess
import sys

import bench_server

CRMCTL, SERVER, MODULES, DISPLAY_RUN, BENCH_WINDOW = sys.argv[1:6]
PEOPLE = int(sys.argv[6]) if len(sys.argv) > 6 else 40000


def main():
    if not bench_server.is_installed(MODULES):
        return
    with bench_server.served(SERVER, MODULES) as (folder, base):
        one, other = os.path.join(folder, "one.crm"), os.path.join(folder, "other.crm")
        run = functools.partial(bench_server.run, CRMCTL)
        run(one, "init", "--sample", "empty")
        bench_server.generate(CRMCTL, one, PEOPLE)
        run(one, "remote", "add", base + "crm", "--create")
        run(one, "sync")
        run(other, "init", "--sample", "empty")
        run(other, "add", "person", "given_name=Sara")
        subprocess.run([DISPLAY_RUN, "--", BENCH_WINDOW, other, "first-sync", base + "crm"], check=True)


main()
