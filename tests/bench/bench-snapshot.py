#!/usr/bin/env python3
"""A snapshot of a file of a million people, checked after it was written, against the disk's own speed: a plain copy that is brought to the disk.

bench-snapshot.py CRMCTL FILE
"""

import os
import shutil
import subprocess
import sys
import time

RUNS = 3


def copy(source, target):
    shutil.copyfile(source, target)
    with open(target, "rb+") as file:
        os.fsync(file.fileno())


def timed(function, target):
    started = time.monotonic()
    function(target)
    seconds = time.monotonic() - started
    os.unlink(target)
    return seconds


def main():
    crmctl, ours = sys.argv[1:3]
    plain = []
    checked = []
    for i in range(RUNS):
        plain.append(timed(lambda target: copy(ours, target), ours + ".copy"))
        checked.append(timed(lambda target: subprocess.run([crmctl, "-f", ours, "snapshot", target], check=True, stdout=subprocess.DEVNULL), ours + ".snapshot"))
    ratio = min(plain) / min(checked)
    print("a plain copy of %.0f MB, on the disk  %6.2f s  (%s)" % (os.path.getsize(ours) / 1e6, min(plain), ", ".join("%.2f" % one for one in plain)))
    print("a snapshot, written and checked      %6.2f s  (%s)   %4.2f of its speed   target 0.7: %s" % (min(checked), ", ".join("%.2f" % one for one in checked), ratio, "met" if ratio >= 0.7 else "MISSED"))


main()
