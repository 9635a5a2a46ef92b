#!/usr/bin/env python3
"""The whole import of a CSV of people against SQLite's own `.import` of the same file into one bare table, in one run.

bench-import.py CRMCTL BENCH-READ [PEOPLE] : prints both times, their ratio, rows a second, the file's size against the CSV's, dry run and undo.
"""

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

GIVEN = {"fa": "علی محمد حسین رضا مهدی سعید آرش نیما فاطمه زهرا مریم سارا نرگس لیلا شیرین".split(),
         "la": "James Mary Robert Linda David Laura Thomas Sarah José Zoë François Jürgen Łukasz Chloé Ingrid Kenji Nadia".split()}
FAMILY = {"fa": "محمدی احمدی حسینی رضایی کریمی موسوی جعفری صادقی رحیمی نوری نیک‌پور خوش‌نام ملک‌زاده کیانی".split(),
          "la": "Smith Brown Garcia Miller Davis Wilson Moore Martin White Harris Müller Dvořák Kowalski Rossi O'Brien Østergaard".split()}
COMPANY = {"fa": ["بازرگانی", "فروشگاه", "پخش", "گروه", "تولیدی"], "la": ["Blue", "North", "Alpha", "Summit", "River", "Stone", "Silver"]}
TRADE = {"fa": ["پارس", "آسیا", "البرز", "دماوند", "زاگرس", "نگین"], "la": ["Trading", "Logistics", "Foods", "Textiles", "Design", "Bakery"]}
CITY = {"fa": ["تهران", "مشهد", "اصفهان", "شیراز", "تبریز"], "la": ["London", "Paris", "Berlin", "Madrid", "Rome", "Vienna"]}
NOTE = {"fa": ["برای پیش‌فاکتور تماس گرفت", "فاکتور ارسال شد", "درخواست تخفیف داشت"], "la": ["called about the quote", "sent the invoice", "asked for a discount"]}
TAG = {"fa": ["مشتری", "همکار", "عمده‌فروش"], "la": ["customer", "partner", "wholesale", "newsletter"]}


def write_people(path, n):
    """Thirteen columns, about 170 bytes a row, three in ten Persian; the same for the same number."""
    r = random.Random(42)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["id", "given", "family", "company", "email", "email2", "phone", "phone2", "street", "city", "tags", "created", "note"])
        for i in range(1, n + 1):
            lang = "fa" if r.random() < 0.3 else "la"
            phone = "09%02d %03d %04d" % (10 + r.randrange(30), r.randrange(1000), r.randrange(10000)) if lang == "fa" else "+%d %d %03d %04d" % (30 + r.randrange(60), 10 + r.randrange(900), r.randrange(1000), r.randrange(10000))
            street = "خیابان %s، پلاک %d" % (r.choice(FAMILY["fa"]), r.randrange(300)) if lang == "fa" else "%d %s Street, Apt %d" % (r.randrange(999), r.choice(FAMILY["la"]), r.randrange(60))
            out.writerow([i, r.choice(GIVEN[lang]), r.choice(FAMILY[lang]), "%s %s %s" % (r.choice(COMPANY[lang]), r.choice(TRADE[lang]), r.choice(FAMILY[lang])),
                          "user%d.%s@example%d.com" % (i, "abcdefghij"[r.randrange(10)], r.randrange(500)) if r.random() < 0.92 else "",
                          "alt%d@mail%d.example.org" % (i, r.randrange(90)) if r.random() < 0.15 else "", phone,
                          "+98 21 %04d %04d" % (r.randrange(10000), r.randrange(10000)) if r.random() < 0.2 else "", street, r.choice(CITY[lang]),
                          ",".join(sorted({r.choice(TAG[lang]) for _ in range(r.randrange(3))})), "20%02d-%02d-%02d" % (20 + r.randrange(6), 1 + r.randrange(12), 1 + r.randrange(28)),
                          r.choice(NOTE[lang]) if r.random() < 0.25 else ""])


def timed(*command, **keywords):
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **keywords)
    return time.monotonic() - started


def judge(figure, target):
    return "met" if figure <= target else "MISSED"


def main():
    crmctl, reader = sys.argv[1:3]
    people = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
    folder = tempfile.mkdtemp(prefix="crm-bench-")
    try:
        table = os.path.join(folder, "people.csv")
        ours = os.path.join(folder, "ours.crm")
        write_people(table, people)
        size = os.path.getsize(table)
        bare = min(timed("sqlite3", os.path.join(folder, "bare%d.db" % i), "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", ".mode csv", ".import %s people" % table) for i in range(3))
        timed(crmctl, "-f", ours, "init")
        dry = timed(crmctl, "-f", ours, "import", table, "--dry-run")
        whole = timed(crmctl, "-f", ours, "import", table)
        again = timed(crmctl, "-f", ours, "import", table)
        stored = os.path.getsize(ours)
        undo = timed(crmctl, "-f", ours, "undo")
        verdict = "met" if whole / bare <= 5 else "first target met" if whole / bare <= 8 else "MISSED"
        print("people %d, CSV %.1f MB" % (people, size / 1e6), flush=True)
        print("sqlite3 .import into a bare table  %8.2f s" % bare, flush=True)
        subprocess.run([reader, table], check=True)
        print("import, the whole job              %8.2f s   %5.1f x   %d rows/s   target 8 x, then 5 x: %s" % (whole, whole / bare, people / whole, verdict))
        print("dry run                            %8.2f s   %5.2f x the import   target 1: %s" % (dry, dry / whole, judge(dry / whole, 1)))
        print("the same file again (no change)    %8.2f s   %5.2f x the import" % (again, again / whole))
        print("undo                               %8.2f s   %5.2f x the import   target 1: %s" % (undo, undo / whole, judge(undo / whole, 1)))
        print("file size, search included         %8.1f MB  %5.2f x the CSV   target 2.5: %s" % (stored / 1e6, stored / size, judge(stored / size, 2.5)))
    finally:
        shutil.rmtree(folder)


main()
