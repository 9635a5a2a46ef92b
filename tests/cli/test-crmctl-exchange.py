#!/usr/bin/env python3
"""crmctl's contract for whole files, in and out: test-crmctl-exchange.py CRMCTL"""

import json
import os

from crmctl_testing import File, run_all, test


@test
def an_import_is_told_and_undone_at_any_later_time(folder):
    file = File(folder)
    sheet = os.path.join(folder, "people.csv")
    with open(sheet, "w") as out:
        out.write("Wer,Name\nAnn,Lee\nBob,Poe\n")
    file.run("import", sheet, "--map", "given_name=Wer,family_name=Name")
    (logged,) = file.json("imports")
    assert (logged["name"], logged["undone"]) == ("people.csv", False), logged
    number = str(logged["change"])
    assert file.json("imports", number)["types"]["person"]["created"] == 2
    ann = file.json("list", "person", "--where", "given_name = Ann")[0]["uid"]
    file.run("set", ann, "source=a fair")
    assert "1 record" in file.refuse(1, "undo", number)
    file.run("undo", number, "--rest")
    assert [person["given_name"] for person in file.json("list", "person")] == ["Ann"]
    assert file.json("imports")[0]["undone"]
    file.refuse(1, "undo", number)
    file.refuse(1, "undo", "12345")
    file.refuse(2, "undo", "--rest")
    file.refuse(2, "undo", "x")
    file.refuse(1, "imports", "1")

    other = os.path.join(folder, "other.csv")
    with open(other, "w") as out:
        out.write("Nr,Wer,Name\n1,Eve,Poe\n")
    file.run("import", other, "--map", "people.csv")
    assert [person["family_name"] for person in file.json("list", "person", "--where", "given_name = Eve")] == ["Poe"]
    assert "nobody.csv" in file.refuse(1, "import", other, "--map", "nobody.csv")


@test
def snapshots_restore(folder):
    file = File(folder)
    file.add("person", "given_name=Ann")
    snapshot = file.run("snapshot").strip()
    file.add("person", "given_name=Bob")
    file.run("restore", snapshot)
    assert [person["given_name"] for person in file.json("list", "person")] == ["Ann"]
    assert file.json("verify")["sound"]
    kept = [name for name in os.listdir(file.path + ".snapshots")]
    assert len(kept) == 2, kept
    file.refuse(1, "restore", os.path.join(folder, "nothing"))

    # One of today there is already; the newest comes first.
    file.run("snapshot", "--daily")
    listed = file.json("snapshots")
    assert sorted(os.path.basename(one["path"]) for one in listed) == sorted(kept)
    assert not any(one["daily"] for one in listed) and listed[0]["at"] >= listed[1]["at"], listed
    file.refuse(2, "snapshot", "--daily", "elsewhere")
    os.remove(file.path)
    file.run("restore", listed[0]["path"])
    assert file.json("verify")["sound"]


@test
def what_is_locked_is_read_with_its_passphrase_alone(folder):
    file = File(folder)
    file.add("person", "given_name=Annabel")
    secret, wrong, short = (os.path.join(folder, name) for name in ("secret", "wrong", "short"))
    for path, words in ((secret, "صندوق چهار سوزن آبی\n"), (wrong, "another one altogether\n"), (short, "needle\n")):
        with open(path, "w", encoding="utf-8") as out:
            out.write(words)
    locked, sheet, plain = (os.path.join(folder, name) for name in ("copy.locked", "people.locked", "people.csv"))
    file.run("snapshot", locked, "--passphrase-file", secret)
    file.run("export", "person", "--as", "csv", "-o", sheet, "--passphrase-file", secret)
    for path in (locked, sheet):
        with open(path, "rb") as written:
            assert b"Annabel" not in written.read()
        assert os.stat(path).st_mode & 0o777 == 0o600
    assert not [name for name in os.listdir(folder) if name.endswith((".locking", ".unlocking", ".part"))]

    file.add("person", "given_name=Bob")
    assert "ten letters" in file.refuse(1, "snapshot", os.path.join(folder, "x"), "--passphrase-file", short)
    assert "not the passphrase" in file.refuse(1, "restore", locked, "--passphrase-file", wrong)
    file.refuse(2, "restore", locked)
    file.refuse(2, "snapshot", "--passphrase-file", secret)
    file.refuse(2, "export", "person", "--as", "csv", "--passphrase-file", secret)
    file.refuse(1, "restore", locked, "--passphrase-file", os.path.join(folder, "nothing"))
    assert len(file.json("list", "person")) == 2
    with open(locked, "rb") as whole, open(locked + ".cut", "wb") as cut:
        cut.write(whole.read()[:-1000])
    assert "cut off" in file.refuse(1, "restore", locked + ".cut", "--passphrase-file", secret)

    file.run("restore", locked, "--passphrase-file", secret)
    assert [person["given_name"] for person in file.json("list", "person")] == ["Annabel"]
    assert file.json("verify")["sound"]
    file.run("unlock", sheet, plain, "--passphrase-file", secret)
    with open(plain, encoding="utf-8") as written:
        assert "Annabel" in written.read()
    assert "no file that Customers has locked" in file.refuse(1, "unlock", plain, plain + "2", "--passphrase-file", secret)
    # Another computer, where there is nothing yet.
    os.mkdir(os.path.join(folder, "there"))
    there = File(os.path.join(folder, "there"))
    os.remove(there.path)
    there.run("restore", locked, "--passphrase-file", secret)
    assert [person["given_name"] for person in there.json("list", "person")] == ["Annabel"]


@test
def sheets_of_a_whole_business_change_nothing_when_they_come_back(folder):
    for sample in ("shop", "freelance"):
        place = os.path.join(folder, sample)
        os.mkdir(place)
        file = File(place, sample)
        before = file.run("export", "all", "--as", "json")
        for type_name in ("company", "person", "deal", "activity"):
            sheet = os.path.join(place, type_name + ".csv")
            file.run("export", type_name, "--as", "csv", "-o", sheet)
            report = file.json("import", sheet)[0]
            numbers = report["types"][type_name]
            assert (report["rejected"], numbers["created"], numbers["updated"]) == (0, 0, 0), (sample, report)
            assert numbers["unchanged"] == len(file.json("list", type_name)), (sample, numbers)
        assert file.run("export", "all", "--as", "json") == before
        arrive_elsewhere(folder, place, json.loads(before))


def arrive_elsewhere(folder, place, records):
    """The sheets, over the pipelines, tags and settings of the business: the same people and deals, whatever order they refer to each other in."""
    sheets = ("company", "person", "deal", "activity")
    made = {"created_at", "updated_at", "stage_entered_at", "closed_at"}
    there = os.path.join(place, "there")
    os.mkdir(there)
    other = File(there)
    base = os.path.join(there, "base.json")
    with open(base, "w", encoding="utf-8") as out:
        json.dump([record for record in records if record["type"] not in sheets + ("stage_change",)], out)
    other.run("import", base)
    for type_name in sheets:
        report = other.json("import", os.path.join(place, type_name + ".csv"))[0]
        assert report["rejected"] == 0, report["rejects"]
    arrived = {record["uid"]: record for record in json.loads(other.run("export", "all", "--as", "json"))}
    for record in records:
        if record["type"] in sheets:
            copy = arrived[record["uid"]]
            for field in (set(record) | set(copy)) - made:
                assert record.get(field) == copy.get(field), (record["type"], field, record.get(field), copy.get(field))


@test
def everything_exports_as_json(folder):
    file = File(folder, "freelance")
    everything = json.loads(file.run("export", "all", "--as", "json"))
    kinds = {record["type"] for record in everything}
    assert {"person", "company", "deal", "activity", "stage", "tag", "stage_change"} <= kinds
    assert len({record["uid"] for record in everything}) == len(everything)
    csv = file.run("export", "person", "--as", "csv")
    assert csv.startswith("\ufeffuid,given_name,family_name,")


@test
def exported_json_comes_in_again(folder):
    shop = File(folder, "shop")
    path = os.path.join(folder, "all.json")
    rejects = os.path.join(folder, "rejects.json")
    shop.run("export", "all", "--as", "json", "-o", path)
    assert not [name for name in os.listdir(folder) if name.endswith(".part")]
    inner = os.path.join(folder, "other")
    os.mkdir(inner)
    other = File(inner)
    tried = other.json("import", "--dry-run", path)[0]
    assert tried["format"] == "json" and tried["types"]["person"]["created"] > 50 and tried["problems"] == []
    assert other.json("list", "person") == []
    done = other.json("import", path, "--as", "json", "--rejects", rejects)[0]
    assert done["types"] == tried["types"] and done["rejected"] == 0 and not os.path.exists(rejects)
    assert {record["uid"] for record in shop.json("list", "deal")} == {record["uid"] for record in other.json("list", "deal")}
    again = other.json("import", path)[0]
    assert all(counts["created"] == counts["updated"] == 0 for counts in again["types"].values())
    assert other.json("verify")["sound"]
    other.run("undo")
    assert other.json("list", "person") == []
    with open(path, "w") as strange:
        strange.write('[{"type": "voucher"}, {"type": "tag", "name": "new", "shape": "round"}]')
    report = other.json("import", path, "--rejects", rejects)[0]
    assert report["rejected"] == 1 and len(report["problems"]) == 1
    assert json.load(open(rejects))[0]["type"] == "voucher"
    with open(path, "w") as strange:
        strange.write('[{"name": "nobody of ours"}]')
    other.refuse(1, "import", path)


@test
def calendars_come_in_and_go_out(folder):
    shop = File(folder, "shop")
    path = os.path.join(folder, "all.ics")
    rejects = os.path.join(folder, "rejects.ics")
    shop.add("activity", "kind=task", "subject=Water the flowers", "due=2025-03-20",
             "repeat=RRULE:RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=BACKWARD", "remind=15")
    shop.run("export", "activity", "--as", "ics", "-o", path)
    unchanged = shop.json("import", path)[0]
    assert unchanged["format"] == "ics" and unchanged["rejected"] == 0 and unchanged["problems"] == []
    assert unchanged["types"]["activity"]["created"] == unchanged["types"]["activity"]["updated"] == 0
    inner = os.path.join(folder, "other")
    os.mkdir(inner)
    other = File(inner)
    done = other.json("import", path)[0]
    assert done["types"]["activity"]["created"] == len(shop.json("list", "activity"))
    assert other.json("verify")["sound"]
    other.run("undo")
    assert other.json("list", "activity") == []
    with open(path, "a") as calendar:
        calendar.write("BEGIN:VEVENT\r\nSUMMARY:Never\r\nDTSTART:20250231T100000\r\nEND:VEVENT\r\n")
    report = other.json("import", path, "--rejects", rejects)[0]
    assert report["rejected"] == 1 and "day that does not exist" in report["rejects"][0]["reason"]
    assert "SUMMARY:Never" in open(rejects).read()
    shop.refuse(1, "export", "person", "--as", "ics")
    shop.refuse(1, "add", "activity", "kind=task", "due=2025-03-20", "repeat=FREQ=HOURLY")
    shop.refuse(1, "add", "activity", "kind=task", "repeat=FREQ=DAILY")


@test
def no_record_is_exported_before_one_it_refers_to(folder):
    file = File(folder, "shop")
    seen = set()
    everything = json.loads(file.run("export", "all", "--as", "json"))
    uids = {record["uid"] for record in everything}
    for record in everything:
        for name, value in record.items():
            members = [member for item in value for member in item.values()] if isinstance(value, list) else [value]
            if name not in ("uid", "referred_by"):
                assert not [member for member in members if member in uids and member not in seen], (record["type"], name)
        seen.add(record["uid"])


@test
def a_failed_export_leaves_the_file_as_it_was(folder):
    file = File(folder)
    path = os.path.join(folder, "kept.vcf")
    with open(path, "w") as kept:
        kept.write("older")
    file.refuse(1, "export", "deal", "--as", "vcard", "-o", path)
    assert open(path).read() == "older"
    file.add("person", "given_name=Ann")
    file.run("export", "person", "--as", "vcard", "-o", path)
    assert "FN:Ann" in open(path).read()


@test
def samples_are_one_change_and_sound(folder):
    for sample in ("shop", "freelance"):
        inner = os.path.join(folder, sample)
        os.mkdir(inner)
        file = File(inner, sample)
        assert len(file.json("list", "person")) > 50
        assert file.json("verify")["sound"]
        file.run("undo")
        assert file.json("list", "person") == []
        assert file.json("verify")["sound"]


@test
def generated_records_are_the_same_for_a_seed(folder):
    files = []
    for name in ("a", "b"):
        inner = os.path.join(folder, name)
        os.mkdir(inner)
        file = File(inner)
        file.run("generate", "--people", "300", "--deals", "30", "--activities", "300", "--seed", "7")
        files.append([(person.get("given_name"), person.get("family_name"), person["contact_points"][-1]["value"]) for person in file.json("list", "person")])
        assert file.json("verify")["sound"]
        file.run("undo")
        assert file.json("verify")["sound"]
        file.run("redo")
        assert file.json("verify")["sound"]
    assert files[0] == files[1] and len(files[0]) == 300


@test
def a_circle_of_parents_in_a_file_is_not_let_in(folder):
    file = File(folder)
    path = os.path.join(folder, "circle.json")
    uids = ["0192f0c4-0000-7000-8000-00000000000%d" % i for i in range(1, 4)]
    with open(path, "w", encoding="utf-8") as out:
        json.dump([{"type": "company", "uid": uid, "name": "C" + uid[-1], "parent": uids[(i + 1) % 3]} for i, uid in enumerate(uids)], out)
    file.run("import", path)
    parents = {company["name"]: company.get("parent") for company in file.json("list", "company")}
    assert len(parents) == 3 and len([parent for parent in parents.values() if parent]) == 2, parents
    assert file.json("verify")["sound"]


run_all()
