#!/usr/bin/python3
"""Start to first frame of the real program, against an empty libadwaita window, warm and alternated: the ratio of the medians.

    display-run bench-start.py CRM EMPTY-WINDOW FIRST-FRAME.so FILE
"""

import os
import statistics
import subprocess
import sys
import time

PAIRS = 9


def start(probe, widget, *command):
    """Milliseconds to the first frame, and to the first with content."""
    read_end, write_end = os.pipe()
    environment = dict(os.environ, LD_PRELOAD=probe, CRM_BENCH_REPORT=str(write_end), CRM_BENCH_WIDGET=widget)
    began = time.monotonic_ns() / 1000
    process = subprocess.Popen(command, env=environment, pass_fds=[write_end])
    os.close(write_end)
    with os.fdopen(read_end) as report:
        figures = {}
        while 'content' not in figures:
            what, at = report.readline().split()
            figures[what] = (int(at) - began) / 1000
    process.kill()
    process.wait()
    return figures['frame'], figures['content']


def main():
    crm, empty, probe, path = sys.argv[1:5]
    for command in ((empty,), (crm, path)):
        start(probe, 'AdwApplicationWindow', *command)
    empties, frames, contents = [], [], []
    for _ in range(PAIRS):
        empties.append(start(probe, 'AdwApplicationWindow', empty)[0])
        first, content = start(probe, 'CrmTodayPage', crm, path)
        frames.append(first)
        contents.append(content)
    ratio = statistics.median(frames) / statistics.median(empties)
    for name, figures in (('an empty window, first frame', empties), ('crm FILE, first frame', frames), ('crm FILE, first frame with its page', contents)):
        print(f'{name:54} min {min(figures):9.1f}  median {statistics.median(figures):9.1f}  max {max(figures):9.1f} ms')
    print(f'{"start to first frame, in empty windows":54} {ratio:.2f} x   {"met" if ratio <= 1.5 else "MISSED"} 1.5')
    print(f'{"start to first frame with its page, in empty windows":54} {statistics.median(contents) / statistics.median(empties):.2f} x')


main()
