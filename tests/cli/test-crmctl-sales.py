#!/usr/bin/env python3
"""crmctl's contract for sales: test-crmctl-sales.py CRMCTL"""

import json
import os

from crmctl_testing import File, run_all, test


def shop(folder):
    file = File(folder)
    file.run("add", "tax", "name=VAT", "rates=percent=9\npercent=10; since=2025-03-21")
    file.run("add", "product", "name=Silk thread", "code=ST-1", "unit=spool", "price=2.50", "currency=EUR", "tax=VAT")
    file.run("add", "person", "given_name=Maryam", "family_name=Ahmadi")
    return file


def get(file, type_name, uid):
    return next(record for record in file.json("list", type_name) if record["uid"] == uid)


@test
def a_sale_goes_from_the_quote_to_the_payment(folder):
    file = shop(folder)
    quote = file.add("quote", "person=Maryam Ahmadi", "currency=EUR", "lines=product=ST-1; text=Silk thread; quantity=12; price=2.50; tax=VAT")
    assert get(file, "quote", quote)["total"] == 3300, get(file, "quote", quote)
    assert get(file, "quote", quote)["status"] == "draft"
    order = file.json("make", "order", quote)["uid"]
    assert get(file, "quote", quote)["status"] == "accepted"
    first = file.json("make", "invoice", order, "1=5")["uid"]
    rest = file.json("make", "invoice", order)["uid"]
    assert [get(file, "invoice", uid)["total"] for uid in (first, rest)] == [1375, 1925]
    assert "is left" in file.refuse(1, "make", "invoice", order)

    assert "issued" in file.refuse(1, "pay", first)
    file.run("issue", first)
    file.run("issue", rest)
    assert [get(file, "invoice", uid)["number"] for uid in (first, rest)] == ["1", "2"]
    payment = file.json("pay", first, "10", "--by", "card", "--reference", "77")["uid"]
    assert get(file, "payment", payment)["amount"] == 1000
    file.run("pay", first)
    assert "already" in file.refuse(1, "pay", first)
    back = file.json("make", "return", first, "1=2")["uid"]
    assert get(file, "invoice", back)["kind"] == "return"
    file.run("issue", back)
    refund = file.json("pay", first, "--by", "cash")["uid"]
    assert get(file, "payment", refund)["direction"] == "out" and get(file, "payment", refund)["amount"] == 550
    file.run("cancel", rest)
    assert get(file, "invoice", rest)["number"] == "2"
    assert file.json("verify")["sound"]


@test
def an_issued_invoice_says_what_it_said(folder):
    file = shop(folder)
    invoice = file.add("invoice", "person=Maryam Ahmadi", "currency=EUR", "lines=text=Silk; price=10", "status=issued")
    assert "issued" in file.refuse(1, "set", invoice, "note=Hello")
    assert "number" in file.refuse(1, "delete", invoice)
    file.run("set", invoice, "about=Asked for the cheque")
    file.run("undo")
    file.run("undo")
    assert get(file, "invoice", invoice)["status"] == "draft"
    assert "number" not in get(file, "invoice", invoice)
    file.run("set", invoice, "note=Hello")
    file.run("issue", invoice)
    assert get(file, "invoice", invoice)["number"] == "1"
    assert file.json("verify")["sound"]


@test
def a_quote_is_made_of_a_deal(folder):
    file = shop(folder)
    deal = file.add("deal", "title=Spring order", "person=Maryam Ahmadi", "value=480", "currency=EUR", "source=fair")
    quote = get(file, "quote", file.json("make", "quote", deal)["uid"])
    assert (quote["subject"], quote["total"], quote["source"], quote["deal"]) == ("Spring order", 48000, "fair", deal), quote


@test
def what_is_sold_leaves_and_comes_back_whole(folder):
    file = shop(folder)
    order = file.add("sales_order", "person=Maryam Ahmadi", "currency=EUR", "status=confirmed", "promised=2026-12-01", "lines=product=ST-1; text=Silk thread; quantity=1.5; price=2.50")
    invoice = file.json("make", "invoice", order)["uid"]
    file.run("issue", invoice)
    file.run("pay", invoice, "--by", "cheque")
    path = os.path.join(folder, "all.json")
    file.run("export", "all", "--as", "json", "-o", path)
    inner = os.path.join(folder, "inner")
    os.mkdir(inner)
    other = File(inner)
    other.run("import", path)
    types = ("tax", "product", "sales_order", "invoice", "payment")
    with open(path, encoding="utf-8") as whole:
        written = {record["uid"]: record for record in json.load(whole) if record["type"] in types}
    again = {record["uid"]: record for name in types for record in other.json("list", name)}
    assert set(written) == set(again)
    for uid, record in written.items():
        for volatile in ("updated_at",):
            record.pop(volatile, None)
            again[uid].pop(volatile, None)
        assert record == again[uid], (record, again[uid])
    assert other.json("verify")["sound"]


@test
def an_invoice_is_printed(folder):
    file = shop(folder)
    invoice = file.add("invoice", "person=Maryam Ahmadi", "currency=EUR", "lines=text=Silk; price=10", "status=issued")
    path = os.path.join(folder, "invoice.pdf")
    file.run("print", invoice, "-o", path)
    with open(path, "rb") as pdf:
        assert pdf.read(5) == b"%PDF-"
    file.refuse(2, "print", invoice)
    file.refuse(2, "print", file.json("list", "person")[0]["uid"], "-o", path)
    file.refuse(1, "print", invoice, "-o", os.path.join(folder, "no", "such", "folder.pdf"))


@test
def what_cannot_be_is_said(folder):
    file = shop(folder)
    person = file.json("list", "person")[0]["uid"]
    invoice = file.add("invoice", "currency=EUR", "lines=text=Silk; price=10")
    file.refuse(2, "make", "cake", invoice)
    file.refuse(2, "make", "invoice")
    file.refuse(2, "make", "quote", person)
    assert "made from a quote" in file.refuse(1, "make", "order", invoice)
    file.refuse(2, "make", "return", invoice, "2=1")
    file.refuse(1, "make", "return", invoice, "1=x=2")
    file.refuse(2, "issue", person)
    file.refuse(2, "pay")
    file.refuse(1, "pay", invoice, "ten")
    file.refuse(1, "pay", person)
    assert "Line 1" in file.refuse(1, "add", "invoice", "lines=text=Silk; quantity=-2; price=10")
    assert "Line 1" in file.refuse(1, "add", "invoice", "lines=text=Silk; price=-10")
    assert "discount" in file.refuse(1, "add", "invoice", "lines=text=Silk; price=10; discount=11")
    assert file.json("verify")["sound"]


run_all()
