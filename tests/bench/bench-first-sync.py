#!/usr/bin/env python3
"""The window while 50,000 records come from a server: how long it was held, and the work of its frames.

bench-first-sync.py CRMCTL SERVER.JS MODULES DISPLAY-RUN BENCH-WINDOW [PEOPLE]
"""

import os
import shutil
import subprocess
import sys
import tempfile

CRMCTL, SERVER, MODULES, DISPLAY_RUN, BENCH_WINDOW = sys.argv[1:6]
PEOPLE = int(sys.argv[6]) if len(sys.argv) > 6 else 40000


def run(path, *arguments):
    subprocess.run([CRMCTL, "--file", path, *arguments], check=True, stdout=subprocess.DEVNULL)


def main():
    if not os.path.isdir(MODULES):
        print("./check gets the server first")
        return
    folder = tempfile.mkdtemp(prefix="crm-bench-")
    os.mkdir(os.path.join(folder, "server"))
    server = subprocess.Popen(["node", SERVER, MODULES, os.path.join(folder, "server")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = "http://127.0.0.1:%d/crm" % int(server.stdout.readline())
        one, other = os.path.join(folder, "one.crm"), os.path.join(folder, "other.crm")
        run(one, "init", "--sample", "empty")
        run(one, "generate", "--people", str(PEOPLE), "--deals", str(PEOPLE // 16), "--activities", str(PEOPLE // 6), "--seed", "1")
        run(one, "remote", "add", url, "--create")
        run(one, "sync")
        run(other, "init", "--sample", "empty")
        run(other, "add", "person", "given_name=Sara")
        subprocess.run([DISPLAY_RUN, "--", BENCH_WINDOW, other, "first-sync", url], check=True)
    finally:
        server.stdin.close()
        server.wait()
        shutil.rmtree(folder)


main()
