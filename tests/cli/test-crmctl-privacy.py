#!/usr/bin/env python3
"""What somebody may ask of those who keep data about them, by crmctl: test-crmctl-privacy.py CRMCTL"""

import json
import os
import zipfile

from crmctl_testing import File, run_all, test


def add_customer(file):
    """Zephyrine, with a letter, an invoice, and a friend."""
    letter = os.path.join(file.folder, "letter.eml")
    with open(letter, "w", newline="\r\n") as out:
        out.write("From: Zephyrine <zephyrine@quist.example>\nTo: shop@example.com\nDate: Thu, 01 Oct 2026 10:00:00 +0000\nMessage-ID: <1@quist.example>\nSubject: Wool\n\nIs it soft & <warm>?\n")
    friend = file.add("person", "given_name=Ben", "family_name=Turner", "contact_points=kind=phone;value=+49 30 5550100")
    person = file.add("person", "given_name=Zephyrine", "family_name=Quist", "contact_points=kind=email;value=zephyrine@quist.example", "relations=person=%s;kind=friend" % friend)
    file.run("import", letter)
    file.add("product", "name=Wool", "price=3", "currency=EUR")
    invoice = file.add("invoice", "person=" + person, "currency=EUR", "lines=product=Wool;text=Wool;quantity=2;price=3")
    return person, friend, invoice


@test
def everything_about_somebody_is_one_archive(folder):
    file = File(folder)
    person, _, _ = add_customer(file)
    target = os.path.join(folder, "all.zip")
    file.run("privacy-export", person, "-o", target)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {"index.html", "data.json", "contact.vcf"} <= set(names) and any(name.startswith("files/") for name in names), names
        page = archive.read("index.html").decode()
        assert "Zephyrine Quist" in page and "soft &amp; &lt;warm&gt;" in page, page
        assert "5550100" not in page, "the friend's telephone is the friend's"
        records = json.loads(archive.read("data.json"))
        assert records[0]["uid"] == person and {record["type"] for record in records} == {"person", "activity", "invoice"}, records
        assert b"FN:Zephyrine Quist" in archive.read("contact.vcf")
    assert os.stat(target).st_mode & 0o077 == 0
    file.refuse(2, "privacy-export", person)
    file.refuse(1, "privacy-export", "no-such-uid", "-o", target)


@test
def an_erased_person_is_nowhere_and_their_invoices_stay(folder):
    file = File(folder)
    person, friend, invoice = add_customer(file)
    file.run("snapshot")
    assert "Erased whole: 1" in file.run("erase", person, "--dry-run")
    assert file.json("show", person)["given_name"] == "Zephyrine"

    told = file.json("erase", person)
    assert told == {"erased": 1, "emptied": 1, "needed": 0, "shared": 0, "keeps_name": False, "copies": 1}, told
    with open(file.path, "rb") as data:
        everything = data.read()
    for word in (b"Zephyrine", b"zephyrine", b"Quist", b"quist.example", b"warm"):
        assert word not in everything, word
    assert file.json("show", friend)["given_name"] == "Ben"
    assert file.json("verify")["sound"]
    assert "Zephyrine" not in file.run("history")

    # The next one was issued an invoice, which the law wants kept.
    other = file.add("person", "given_name=Ottilie", "family_name=Brandt", "about=likes silk", "addresses=street=Kirchweg 3")
    issued = file.add("invoice", "person=" + other, "currency=EUR", "lines=product=Wool;text=Wool;quantity=2;price=3")
    file.run("issue", issued)
    told = file.json("erase", other, "--backups")
    assert told["needed"] == 1 and told["keeps_name"] and told["copies"] == 0, told
    left = file.json("show", other)
    assert left["family_name"] == "Brandt" and left["addresses"] and "about" not in left, left
    assert file.json("snapshots") == []
    assert "Only people" in file.refuse(2, "erase", invoice)
    file.refuse(2, "erase")


run_all()
