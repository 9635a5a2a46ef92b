#!/usr/bin/env python3
"""Cards: the parser alone, and the whole import.

bench-vcard.py CRMCTL BENCH-READ [CARDS]
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

GIVEN = {"fa": "علی محمد حسین رضا مهدی سعید فاطمه زهرا مریم سارا نرگس لیلا".split(), "la": "James Mary Robert Linda David Laura José Zoë François Jürgen Chloé".split()}
FAMILY = {"fa": "محمدی احمدی حسینی رضایی کریمی نیک‌پور خوش‌نام ملک‌زاده".split(), "la": "Smith Brown Garcia Miller Davis Müller Dvořák O'Brien Østergaard".split()}
STREET = {"fa": "خیابان آزادی", "la": "High Street"}
CITY = {"fa": ["تهران", "مشهد", "شیراز"], "la": ["London", "Paris", "Berlin"]}


def write_cards(path, n):
    """One in three Persian, one or two telephones, an e-mail address, an address, a company; the same for the same number."""
    r = random.Random(7)
    with open(path, "w", newline="", encoding="utf-8") as file:
        for i in range(n):
            lang = "fa" if r.random() < 0.33 else "la"
            given, family = r.choice(GIVEN[lang]), r.choice(FAMILY[lang])
            lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{family};{given};;;", f"FN:{given} {family}", f"EMAIL;TYPE=INTERNET,HOME:user{i}@example{r.randrange(500)}.com",
                     f"TEL;TYPE=CELL:+98 9{r.randrange(100):02} {r.randrange(1000):03} {r.randrange(10000):04}",
                     f"ADR;TYPE=HOME:;;{r.randrange(300)} {STREET[lang]};{r.choice(CITY[lang])};;;", f"ORG:{family} {r.randrange(2000)}", f"UID:bench-{i}"]
            if r.random() < 0.3:
                lines.append(f"TEL;TYPE=WORK:+98 21 {r.randrange(10000):04} {r.randrange(10000):04}")
            file.write("\r\n".join(lines + ["END:VCARD", ""]))


def main():
    crmctl, reader = sys.argv[1:3]
    cards = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
    folder = tempfile.mkdtemp(prefix="crm-bench-")
    try:
        path = os.path.join(folder, "people.vcf")
        ours = os.path.join(folder, "ours.crm")
        write_cards(path, cards)
        print(f"cards {cards}, {os.path.getsize(path) / 1e6:.1f} MB", flush=True)
        subprocess.run([reader, path], check=True)
        subprocess.run([crmctl, "-f", ours, "init"], check=True, stdout=subprocess.DEVNULL)
        began = time.monotonic()
        subprocess.run([crmctl, "-f", ours, "import", path], check=True, stdout=subprocess.DEVNULL)
        rate = cards / (time.monotonic() - began)
        print(f"import, the whole job              {cards / rate:8.2f} s   {rate:8.0f} cards/s   target 25000: {'met' if rate >= 25000 else 'MISSED'}")
    finally:
        shutil.rmtree(folder)


main()
