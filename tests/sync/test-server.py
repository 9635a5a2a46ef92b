#!/usr/bin/env python3
"""Two files, crmctl, and a database server that nobody here wrote: express-pouchdb.

test-server.py CRMCTL SERVER.JS MODULES
"""

import base64
import http.client
import json
import os
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from crmctl_testing import CRMCTL, ENVIRONMENT, File, run_all, test

SERVER, MODULES = sys.argv[2:4]

# Whoever runs this may have a place for passwords.
ENVIRONMENT["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"


class Server:
    def __init__(self):
        self.process = subprocess.Popen(["node", SERVER, MODULES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline())
        self.n_databases = 0

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read())

    def new_database(self):
        self.n_databases += 1
        return "http://127.0.0.1:%d/crm%d" % (self.port, self.n_databases)

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Device(File):
    """A customer file that is kept in step with a database."""

    def __init__(self, folder, name, url, *options, sample="empty"):
        super().__init__(folder, sample, name)
        self.run("remote", "add", url, *options)

    def sync(self, *options):
        return self.json("sync", *options)

    def records(self):
        """Everything that lives, by uid."""
        return {record["uid"]: record for record in json.loads(self.run("export", "all", "--as", "json"))}


def assert_same(one, other):
    a, b = one.records(), other.records()
    for uid in sorted(set(a) | set(b)):
        assert a.get(uid) == b.get(uid), (a.get(uid), b.get(uid))


@test
def a_whole_business_arrives(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation", sample="shop")
    counts = one.sync()
    assert counts["sent"] > 300 and counts["received"] == 0, counts
    other = Device(folder, "other.crm", url)
    counts = other.sync()
    assert counts["conflicts"] == 0, counts
    assert_same(one, other)
    one.sync()
    counts = one.sync()
    assert counts["sent"] == counts["received"] == 0, counts
    one.run("verify")
    other.run("verify")


@test
def both_edit(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation", sample="freelance")
    one.sync()
    other = Device(folder, "other.crm", url)
    other.sync()
    uid = one.json("list", "person", "--limit", "1")[0]["uid"]
    gone = one.json("list", "person", "--limit", "3")[2]["uid"]
    one.run("set", uid, "nickname=Ace", "source=fair")
    other.run("set", uid, "source=web", "about=Likes tea")
    one.run("delete", gone)
    added = other.json("add", "company", "name=New & Sons")["uid"]
    one.sync()
    assert other.sync()["conflicts"] == 1
    one.sync()
    assert_same(one, other)
    records = one.records()
    assert records[uid]["nickname"] == "Ace" and records[uid]["about"] == "Likes tea"
    assert gone not in records and added in records
    conflict = [r for r in records.values() if r["type"] == "conflict"][0]
    assert {conflict["kept"], conflict["other"]} == {'"fair"', '"web"'}, conflict
    one.run("verify")
    other.run("verify")


@test
def made_anew_asks(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation", sample="freelance")
    one.sync()
    server.ask("DELETE", url[url.rindex("/"):])
    assert "not on the server" in one.refuse(1, "sync")
    server.ask("PUT", url[url.rindex("/"):])
    assert "not on the server any more" in one.refuse(1, "sync")
    assert one.sync("--send-missing")["sent"] > 300
    other = Device(folder, "other.crm", url)
    other.sync()
    assert_same(one, other)


@test
def photos_and_mails_arrive(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation")
    with open(os.path.join(folder, "a.vcf"), "w") as card:
        photo = base64.b64encode(bytes(range(256)) * 400).decode()
        card.write("BEGIN:VCARD\nVERSION:3.0\nN:Karimi;Dara;;;\nFN:Dara Karimi\nEMAIL:dara@example.com\nPHOTO;ENCODING=b;TYPE=PNG:%s\nEND:VCARD\n" % photo)
    with open(os.path.join(folder, "a.eml"), "w") as mail:
        mail.write("From: Dara <dara@example.com>\nTo: shop@example.com\nSubject: Silk\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <1@example.com>\n\n" + "silk\n" * 5000)
    one.run("import", os.path.join(folder, "a.vcf"))
    one.run("import", os.path.join(folder, "a.eml"))
    one.sync()
    other = Device(folder, "other.crm", url)
    other.sync()
    assert_same(one, other)
    cards = [device.run("export", "person", "--as", "vcard") for device in (one, other)]
    assert cards[0] == cards[1] and "PHOTO" in cards[1]
    assert "sound" in other.run("verify")
    contents = [sqlite3.connect(device.path).execute("SELECT hash, size, mime, bytes FROM content ORDER BY hash").fetchall() for device in (one, other)]
    assert len(contents[0]) == 2 and contents[0] == contents[1]


@test
def refuses_what_is_not_ours(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation", sample="freelance")
    one.sync()
    path = url[url.rindex("/"):] + "/"
    uid = one.run("list", "person", "--limit", "1").split()[0]
    known = server.ask("GET", path + "person%3A" + uid)
    new = "01900000-0000-7000-8000-00000000000"
    good = {"type": "person", "schema": 1, "edit": {"dev": "d", "n": 1, "at": "2026-11-23T10:00:00Z"}, "f": {"nickname": "Sara"}}
    assert server.ask("PUT", path + "person%3A" + new + "1", good)["ok"]
    cases = {
        "no document": ("invoice-7", good),
        "“type”": ("person%3A" + new + "2", dict(good, type="company")),
        "“schema”": ("person%3A" + new + "2", dict(good, schema="1")),
        "“f”": ("person%3A" + new + "2", dict(good, f=[1])),
        "“edit”": ("person%3A" + new + "2", dict(good, edit={"dev": "d", "n": 2 ** 50})),
        "“past”": ("person%3A" + new + "2", dict(good, past=["x"] * 21)),
        "“created_at”": ("person%3A" + new + "2", dict(good, created_at="yesterday")),
        "newer version": ("person%3A" + uid, dict(known, schema=0) if known["schema"] > 1 else dict(known, schema=1)),
        "no fields": ("file%3A" + "0" * 64, {"a": 1}),
        "its bytes": ("file%3A" + "0" * 64, {}),
    }
    newer = server.ask("PUT", path + "person%3A" + uid, dict(known, schema=2))
    assert newer["ok"], newer
    cases["newer version"] = ("person%3A" + uid, dict(known, _rev=newer["rev"]))
    for reason, (name, body) in cases.items():
        answer = server.ask("PUT", path + name, body)
        assert answer.get("error") == "forbidden" and reason in answer["reason"], (reason, answer)
    answer = server.ask("DELETE", path + "person%3A" + uid + "?rev=" + newer["rev"])
    assert answer["ok"], answer

    # Who has a remote already only gives it the rules.
    one.run("remote", "remove")
    one.run("remote", "add", url, "--install-validation")


@test
def watches(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation")
    other = Device(folder, "other.crm", url)
    one.sync()
    watching = subprocess.Popen([CRMCTL, "--file", one.path, "sync", "--watch"], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    try:
        while "in step" not in watching.stdout.readline():
            pass
        one.run("add", "person", "given_name=Sara")
        while "sent 1)" not in watching.stdout.readline():
            pass
        other.run("add", "person", "given_name=Dara")
        other.sync()
        assert [name.split("  ")[1].strip() for name in other.run("list", "person").splitlines()] == ["Dara", "Sara"]
        while "received 1" not in watching.stdout.readline():
            pass
    finally:
        watching.terminate()
        assert watching.wait(timeout=30) == 0
    assert_same(one, other)


@test
def says_what_is_wrong(folder):
    url = server.new_database()
    one = Device(folder, "one.crm", url, "--create", "--install-validation")
    assert "no CouchDB database" in one.refuse(1, "remote", "add", "http://127.0.0.1:%d/_session" % server.port)
    assert "not on the server" in one.refuse(1, "remote", "add", "http://127.0.0.1:%d/nothing" % server.port)
    assert "was not reached" in one.refuse(1, "remote", "add", "http://127.0.0.1:9/crm")
    assert "https://" in one.refuse(1, "remote", "add", "http://example.com/crm")
    assert "name of a database" in one.refuse(1, "remote", "add", "https://example.com/")
    assert "already" in one.refuse(1, "remote", "add", url)
    status = one.json("remote", "status")
    assert len(status) == 1 and status[0]["url"] == url, status
    one.run("remote", "pause")
    assert one.json("remote", "status")[0]["paused"]
    one.run("remote", "remove")
    assert one.json("remote", "list") == []
    assert "remote add" in one.refuse(1, "sync")


@test
def asks_who_it_is(folder):
    url = server.new_database()
    name = url[url.rindex("/"):]
    one = Device(folder, "one.crm", url, "--create", "--install-validation")
    server.ask("PUT", "/_config/admins/boss", "right")
    try:
        one.run("remote", "remove")
        wrong = dict(ENVIRONMENT, CRM_REMOTE_PASSWORD="wrong")
        right = dict(ENVIRONMENT, CRM_REMOTE_PASSWORD="right")
        assert "user name and password" in one.refuse(1, "remote", "add", url, "--user", "boss", environment=wrong)
        done = one.try_run("remote", "add", url, "--user", "boss", environment=right)
        assert done.returncode == 0, done.stderr
        one.run("add", "person", "given_name=Sara")
        assert "user name and password" in one.refuse(1, "sync", environment=wrong)
        done = one.try_run("--json", "sync", environment=right)
        assert done.returncode == 0 and json.loads(done.stdout)["sent"] > 0, done.stderr
        with open(one.path, "rb") as file:
            assert b"right" not in file.read()
    finally:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("DELETE", "/_config/admins/boss", headers={"Authorization": "Basic Ym9zczpyaWdodA=="})
        connection.getresponse().read()


if os.path.isdir(MODULES):
    server = Server()
    try:
        run_all()
    finally:
        server.end()
else:
    print("1..0 # SKIP ./check gets the server")
