#!/usr/bin/env python3
"""Sending and reading 50,000 documents, against PouchDB's own replication of the same documents to and from the same server, and against a bare
download and parse, and a bare upload, of the same bytes.

bench-sync.py CRMCTL SERVER.JS POUCH.JS MODULES [PEOPLE]
"""

import functools
import json
import os
import subprocess
import sys
import time
import urllib.request

import bench_server

CRMCTL, SERVER, POUCH, MODULES = sys.argv[1:5]
PEOPLE = int(sys.argv[5]) if len(sys.argv) > 5 else 40000
PAGE = 1000


run = functools.partial(bench_server.run, CRMCTL)


def sync(path):
    """Seconds, documents, and the most memory it had, in MB."""
    started = time.monotonic()
    done = subprocess.run(["/usr/bin/env", "python3", "-c", "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
                           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)", CRMCTL, "--file", path, "--json", "sync"],
                          check=True, capture_output=True, text=True)
    seconds = time.monotonic() - started
    text, memory = done.stdout.rstrip().rsplit("\n", 1)
    counts = json.loads(text)
    return seconds, counts["sent"] + counts["received"], int(memory) / 1024


def pouch(direction, url, folder):
    out = subprocess.run(["node", POUCH, MODULES, direction, url, folder], check=True, capture_output=True, text=True).stdout.split()
    return float(out[0]), int(out[1])


def download(url):
    """All pages, parsed and thrown away."""
    started = time.monotonic()
    since, n = "0", 0
    while True:
        with urllib.request.urlopen("%s/_changes?include_docs=true&limit=%d&since=%s" % (url, PAGE, since)) as reply:
            page = json.loads(reply.read())
        n += len(page["results"])
        since = str(page["last_seq"])
        if len(page["results"]) < PAGE:
            return time.monotonic() - started, n


def upload(url, to):
    """The same documents, in as large requests, by a program that does nothing else: what the server itself needs."""
    urllib.request.urlopen(urllib.request.Request(to, method="PUT")).read()
    seconds, since, n = 0, "0", 0
    while True:
        with urllib.request.urlopen("%s/_changes?include_docs=true&limit=%d&since=%s" % (url, PAGE, since)) as reply:
            page = json.loads(reply.read())
        documents = [{name: value for name, value in row["doc"].items() if name != "_rev"} for row in page["results"] if not row["id"].startswith("_")]
        body = json.dumps({"docs": documents}).encode()
        started = time.monotonic()
        urllib.request.urlopen(urllib.request.Request(to + "/_bulk_docs", body, {"Content-Type": "application/json"})).read()
        seconds += time.monotonic() - started
        n += len(documents)
        since = str(page["last_seq"])
        if len(page["results"]) < PAGE:
            return seconds, n


def line(what, seconds, documents, note=""):
    print("%-34s %6.2f s  %6.0f documents/s  %s" % (what, seconds, documents / seconds, note))


def judge(met):
    return "met" if met else "MISSED"


def main():
    if not bench_server.is_installed(MODULES):
        return
    with bench_server.served(SERVER, MODULES) as (folder, base):
        one, other = os.path.join(folder, "one.crm"), os.path.join(folder, "other.crm")
        run(one, "init", "--sample", "empty")
        idle = sync_nothing(one, base + "idle")
        bench_server.generate(CRMCTL, one, PEOPLE)
        run(one, "remote", "add", base + "crm", "--create")
        pushed, n_pushed, push_memory = sync(one)
        run(other, "init", "--sample", "empty")
        run(other, "remote", "add", base + "crm")
        pulled, n_pulled, pull_memory = sync(other)
        bare, n_bare = download(base + "crm")
        sync(other)
        quiet, _, _ = sync(other)
        pouch_pulled, n_pouch = pouch("pull", base + "crm", folder)
        urllib.request.urlopen(urllib.request.Request(base + "second", method="PUT")).read()
        pouch_pushed, n_pouch_pushed = pouch("push", base + "second", folder)

        bare_pushed, n_bare_pushed = upload(base + "crm", base + "third")

        line("push", pushed, n_pushed, "%.0f MB more than idle" % (push_memory - idle))
        line("pull", pulled, n_pulled, "%.0f MB more than idle   target 40: %s" % (pull_memory - idle, judge(pull_memory - idle <= 40)))
        line("PouchDB push", pouch_pushed, n_pouch_pushed, "%.1f x ours   target 2: %s" % (pouch_pushed / pushed, judge(pouch_pushed >= 2 * pushed)))
        line("PouchDB pull", pouch_pulled, n_pouch, "%.1f x ours   target 2: %s" % (pouch_pulled / pulled, judge(pouch_pulled >= 2 * pulled)))
        line("bare download and parse", bare, n_bare, "our pull is %.2f x   target 1.6: %s" % (pulled / bare, judge(pulled <= 1.6 * bare)))
        line("bare upload", bare_pushed, n_bare_pushed, "our push is %.2f x" % (pushed / bare_pushed))
        print("nothing new, the program's start included  %.0f ms" % (quiet * 1000))


def sync_nothing(path, url):
    """The memory of a program that has next to nothing to sync."""
    run(path, "remote", "add", url, "--create")
    memory = sync(path)[2]
    run(path, "remote", "remove")
    return memory


main()
