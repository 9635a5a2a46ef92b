#!/usr/bin/env python3
"""A mailbox of 100 MB onto the timelines of the people it is from and to, and the same again.

bench-mail.py CRMCTL BENCH-READ
"""

import base64
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SIZE = 100e6
PEOPLE = 2000
WORDS = "invoice offer delivery silk thread button colour sample week order price thanks please tomorrow meeting call street number".split()


def write_people(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("First Name,Last Name,E-mail\n")
        for i in range(PEOPLE):
            file.write("Ann,Number %d,user%d@example.com\n" % (i, i))


def write_mailbox(path):
    """Conversations of up to six messages; each fifth message has a file of 40 KB with it, each tenth sender is a stranger."""
    r = random.Random(11)
    n = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        while file.tell() < SIZE:
            thread = n
            for reply in range(1 + r.randrange(6)):
                sender = "user%d@example.com" % r.randrange(PEOPLE) if r.random() < 0.9 else "stranger%d@example.net" % n
                body = "\n".join(" ".join(r.choice(WORDS) for _ in range(12)) for _ in range(8 + r.randrange(40)))
                head = ["From %s Mon Mar 10 10:00:00 2025" % sender, "From: %s" % sender, "To: shop@example.org", "Message-ID: <m%d@example.com>" % n,
                        "Date: Mon, %02d Mar 2025 %02d:%02d:00 +0000" % (1 + r.randrange(28), r.randrange(24), r.randrange(60)), "Subject: %sOffer %d" % ("Re: " if reply else "", thread)]
                if reply:
                    head += ["In-Reply-To: <m%d@example.com>" % thread, "References: <m%d@example.com>" % thread]
                if n % 5 == 0:
                    attached = base64.encodebytes(r.randbytes(40000)).decode()
                    head += ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', "", "--b", "Content-Type: text/plain; charset=utf-8", "", body, "--b",
                             'Content-Type: application/pdf; name="offer%d.pdf"' % n, "Content-Transfer-Encoding: base64", 'Content-Disposition: attachment; filename="offer%d.pdf"' % n, "", attached + "--b--"]
                else:
                    head += ["Content-Type: text/plain; charset=utf-8", "", body]
                file.write("\n".join(head) + "\n\n")
                n += 1
    return n


def timed(*command):
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started


def main():
    crmctl, reader = sys.argv[1:3]
    folder = tempfile.mkdtemp(prefix="crm-bench-")
    try:
        people = os.path.join(folder, "people.csv")
        mailbox = os.path.join(folder, "letters.mbox")
        ours = os.path.join(folder, "ours.crm")
        write_people(people)
        messages = write_mailbox(mailbox)
        size = os.path.getsize(mailbox)
        print("messages %d, %.1f MB" % (messages, size / 1e6), flush=True)
        subprocess.run([reader, mailbox], check=True)
        timed(crmctl, "-f", ours, "init")
        timed(crmctl, "-f", ours, "import", people)
        whole = timed(crmctl, "-f", ours, "import", mailbox)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = timed(crmctl, "-f", ours, "import", mailbox)
        print("import, the whole job              %8.2f s   %8.0f messages/s   %.1f MB/s   at most %d MB of memory" % (whole, messages / whole, size / 1e6 / whole, memory))
        print("the same mailbox again (no change) %8.2f s   %5.2f x the import" % (again, again / whole))
    finally:
        shutil.rmtree(folder)


main()
