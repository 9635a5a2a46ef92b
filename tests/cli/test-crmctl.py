#!/usr/bin/env python3
"""crmctl's contract for records: test-crmctl.py CRMCTL"""

import json
import os
import subprocess

from crmctl_testing import CRMCTL, ENVIRONMENT, File, run_all, test


@test
def days_of_either_calendar_are_read_and_impossible_ones_told(folder):
    file = File(folder)
    person = file.add("person", "given_name=Ali")
    for text, day in (("1403-12-30", "2025-03-20"), ("2024-02-29", "2024-02-29"), ("۳۰ اسفند ۱۴۰۳", "2025-03-20"), ("0999-01-01", "0999-01-01")):
        assert file.json("add", "activity", "kind=task", "subject=x", f"due={text}")["due"] == day, text
    for text, instant in (("2024-02-29", "2024-02-29T09:00:00Z"), ("1403/12/30 14:05", "2025-03-20T14:05:00Z"), ("2024-02-29T10:00:00+03:30", "2024-02-29T06:30:00Z")):
        assert file.json("log", person, "note", "Talked", "--at", text)["occurred_at"] == instant, text
    for text, reason in (("1404-12-30", "Esfand 1404 has 29 days"), ("2025-02-30T10:00:00Z", "February 2025 has 28 days"), ("1403-06-32", "Shahrivar 1403 has 31 days")):
        assert reason in file.refuse(1, "log", person, "note", "Talked", "--at", text), text
        assert reason in file.refuse(1, "add", "activity", "kind=task", "subject=x", f"due={text}"), text
    for text in ("2024-02-29 25:00", "2024-02-29 10:0x"):
        file.refuse(1, "log", person, "note", "Talked", "--at", text)
    assert file.json("verify")["sound"]


@test
def clocks_at_either_end_of_time_do_no_harm(folder):
    for now in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        path = os.path.join(folder, now[:4] + ".crm")
        for arguments in (("init", "--sample", "shop"), ("leads",), ("list", "deal", "--where", "stale = yes"), ("undo",), ("verify",)):
            done = subprocess.run([CRMCTL, "--file", path, *arguments], capture_output=True, text=True, env=dict(ENVIRONMENT, CRM_NOW=now), timeout=120)
            assert (done.returncode, done.stderr) == (0, ""), (now, arguments, done.stderr)


@test
def without_a_type_the_types_are_listed(folder):
    file = File(folder)
    assert file.json("list")[0] == {"name": "person", "label": "People"}
    for line in file.run("list").splitlines():
        file.run("list", line.split()[0], "--limit", "1")


@test
def what_follows_from_the_rest_is_not_set(folder):
    file = File(folder)
    person = file.add("person", "given_name=Ali")
    assert "Merged into" in file.refuse(1, "set", person, f"merged_into={person}")
    deal = file.add("deal", "title=Silk", f"person={person}", "stage=" + file.json("list", "stage")[0]["uid"])
    assert "Status" in file.refuse(1, "set", deal, "status=won")


@test
def a_timeline_says_what_was_undone(folder):
    file = File(folder)
    person = file.add("person", "given_name=Ali")
    file.run("delete", person)
    file.run("undo")
    file.run("redo")
    file.run("undo")
    lines = [line.split("  ", 3)[-1] for line in file.run("show", person, "--timeline").splitlines() if "  change  " in line]
    assert [line.split("change  ")[-1] for line in lines] == ["Undone: Deleted 1 record", "Done again: Deleted 1 record", "Undone: Deleted 1 record", "Deleted 1 record"], lines


@test
def init_makes_a_sound_file_and_never_overwrites(folder):
    file = File(folder)
    assert file.json("verify") == {"sound": True, "faults": []}
    error = file.refuse(1, "init")
    assert "exists already" in error


@test
def no_other_command_makes_a_file(folder):
    file = File(folder)
    file.path = os.path.join(folder, "mistyped.crm")
    for command in (["list", "person"], ["undo"], ["verify"], ["snapshot"], ["add", "person", "given_name=A"]):
        file.refuse(1, *command)
        assert not os.path.exists(file.path), command


@test
def wrong_usage_is_status_2(folder):
    file = File(folder)
    for command in ([], ["dance"], ["list", "--limit", "1"], ["list", "person", "deal"], ["list", "dragon"], ["add", "person"], ["add", "person", "nonsense"],
                    ["list", "person", "--where", "flavour=mint"], ["list", "person", "--sort", "flavour"], ["list", "person", "--group", "flavour"], ["list", "person", "--group", "about"], ["export", "person"],
                    ["list", "person", "--limit", "-1"], ["generate"], ["--wrong"], ["init", "--sample", "casino"]):
        done = file.try_run(*command)
        assert done.returncode == 2, (command, done.returncode, done.stderr)


@test
def add_show_set_delete(folder):
    file = File(folder)
    uid = file.add("person", "given_name=مریم", "family_name=احمدی", "phone=۰۹۱۲ ۳۴۵ ۶۷۸۹", "email=m@example.com", "company=Atlas", "tag=wholesale")
    person = file.json("show", uid)
    assert person["given_name"] == "مریم"
    assert [point["value"] for point in person["contact_points"]] == ["۰۹۱۲ ۳۴۵ ۶۷۸۹", "m@example.com"]
    file.run("set", uid, "lifecycle=loyal", "given_name=")
    person = file.json("show", uid)
    assert person["lifecycle"] == "loyal" and "given_name" not in person
    file.refuse(1, "set", uid, "lifecycle=purple")
    file.run("delete", uid)
    assert file.json("list", "person") == []
    assert [company["name"] for company in file.json("list", "company")] == ["Atlas"]


@test
def a_command_is_one_change(folder):
    file = File(folder)
    file.add("person", "given_name=Ann", "company=New Company", "tag=new")
    file.run("undo")
    assert file.json("list", "person") == [] and file.json("list", "company") == [] and file.json("list", "tag") == []
    file.run("redo")
    assert len(file.json("list", "company")) == 1
    file.refuse(1, "redo")


@test
def search_finds_by_any_beginning(folder):
    file = File(folder)
    file.add("person", "given_name=علی‌رضا", "family_name=کریمی", "phone=+98 912 345 6789", "company=Borealis")
    for text in ("علیرضا", "علي رضا", "كريمي", "0912345", "۶۷۸۹", "boreal", "karimi"):
        hits = file.json("search", text)
        people = [hit for hit in hits if hit["type"] == "person"]
        assert len(people) == (0 if text == "karimi" else 1), (text, hits)


@test
def options_behind_the_command(folder):
    file = File(folder)
    file.add("person", "given_name=Ann")
    for command in (["list", "person"], ["board"], ["duplicates"], ["leads"], ["search", "Ann"]):
        assert json.loads(file.run(*command, "--json")) == file.json(*command), command
    file.refuse(2, "list", "person", "--nonsense")


@test
def filters_and_sorts(folder):
    file = File(folder)
    file.add("person", "given_name=Ann", "lifecycle=loyal", "tag=vip", "source=Fair")
    file.add("person", "given_name=Bob", "lifecycle=lead", "tag=vip")
    file.add("person", "given_name=Cleo", "lifecycle=loyal")

    def names(*arguments):
        return [person["given_name"] for person in file.json("list", "person", *arguments)]

    assert names() == ["Ann", "Bob", "Cleo"]
    assert names("--sort", "name:desc") == ["Cleo", "Bob", "Ann"]
    assert names("--sort", "created_at:desc") == ["Cleo", "Bob", "Ann"]
    assert names("--group", "lifecycle") == ["Bob", "Ann", "Cleo"]
    assert names("--group", "lifecycle", "--sort", "name:desc") == ["Bob", "Cleo", "Ann"]
    assert names("--group", "lifecycle", "--limit", "2") == ["Bob", "Ann"]
    assert names("--limit", "1", "--offset", "1") == ["Bob"]
    assert names("--where", "lifecycle = loyal") == ["Ann", "Cleo"]
    assert names("--where", "lifecycle=loyal and tag=vip") == ["Ann"]
    assert names("--where", 'source ~ "fai"') == ["Ann"]
    assert names("--where", "source is unset") == ["Bob", "Cleo"]
    assert names("--where", "lifecycle != loyal") == ["Bob"]
    error = file.refuse(2, "list", "person", "--where", "lifecycle loyal")
    assert "character" in error


@test
def fields_of_ones_own_are_fields_like_any(folder):
    file = File(folder)
    file.run("add", "custom_field", "record_type=person", "label=Shoe size", "kind=number")
    file.run("add", "custom_field", "record_type=person", "label=Cloth", "kind=choice", "choice=Silk", "choice=Linen")
    file.run("add", "custom_field", "record_type=person", "label=Bank", "kind=link", "target=company")
    file.run("add", "custom_field", "record_type=person", "label=Credit", "kind=money", "currency=EUR")
    file.refuse(1, "add", "custom_field", "record_type=person", "label=cloth", "kind=text")
    ann = file.add("person", "given_name=Ann", "Shoe size=42", "cloth=silk", "Credit=12.50")
    file.run("add", "person", "given_name=Ben", "Shoe size=9.5")
    file.run("add", "company", "name=Atlas")
    file.run("set", ann, "Bank=Atlas")
    file.refuse(1, "set", ann, "Cloth=Wool")
    file.refuse(1, "set", ann, "Shoe size=large")
    assert "Shoe size: 42" in file.run("show", ann) and "Cloth: Silk" in file.run("show", ann)

    def names(*arguments):
        return [person["given_name"] for person in file.json("list", "person", *arguments)]
    assert names("--where", '"Shoe size" > 10 and Cloth = Silk') == ["Ann"]
    assert names("--where", "Bank = Atlas") == ["Ann"]
    assert names("--where", "credit >= 12") == ["Ann"]
    assert names("--sort", "Shoe size") == ["Ben", "Ann"]
    assert file.json("search", "silk")[0]["uid"] == ann

    sheet = os.path.join(folder, "people.csv")
    file.run("export", "person", "--as", "csv", "-o", sheet)
    assert "Shoe size,Cloth,Bank,Credit" in open(sheet, encoding="utf-8-sig").readline()
    again = file.json("import", sheet)[0]["types"]["person"]
    assert again["updated"] == again["created"] == 0, again
    strange = os.path.join(folder, "strange.csv")
    with open(strange, "w") as out:
        out.write("First Name,E-mail,Shoe Size,cloth\nCyrus,c@example.com,40,Linen\nDora,d@example.com,wide,Wool\n")
    report = file.json("import", strange)[0]
    assert report["types"]["person"]["created"] == 1 and report["rejected"] == 1, report
    assert names("--where", '"Shoe size" = 40 and Cloth = Linen') == ["Cyrus"]

    whole = file.run("export", "all", "--as", "json")
    os.mkdir(os.path.join(folder, "other"))
    other = File(os.path.join(folder, "other"))
    with open(os.path.join(folder, "all.json"), "w") as out:
        out.write(whole)
    other.run("import", os.path.join(folder, "all.json"))
    ours = [record for record in json.loads(whole) if record["type"] in ("person", "custom_field")]
    assert ours == [record for record in json.loads(other.run("export", "all", "--as", "json")) if record["type"] in ("person", "custom_field")]

    file.run("add", "saved_view", "name=Large feet", "record_type=person", 'filter="Shoe size" > 39', "sort=Shoe size:desc")
    assert names("--view", "large FEET") == ["Ann", "Cyrus"]
    assert file.run("export", "person", "--view", "Large feet", "--as", "csv").count("\n") == 3
    file.refuse(2, "list", "company", "--view", "Large feet")
    file.refuse(1, "list", "person", "--view", "Nobody")

    field = file.json("list", "custom_field", "--where", 'label = "Shoe size"')[0]["uid"]
    file.run("delete", field)
    file.refuse(2, "list", "person", "--where", '"Shoe size" = 40')
    assert "Shoe size" not in file.run("show", ann)
    file.run("undo")
    assert names("--where", '"Shoe size" = 40') == ["Cyrus"]
    assert file.json("verify")["sound"]


@test
def deals_move_and_keep_their_history(folder):
    file = File(folder)
    stages = file.json("list", "stage", "--sort", "position")
    deal = file.add("deal", "title=Spring order", "currency=EUR", "value=1,234.50", "stage=" + stages[0]["uid"])
    assert file.json("show", deal)["value"] == 123450
    lost = next(stage for stage in stages if stage["kind"] == "lost")
    file.run("move", deal, lost["name"], "--reason", "price")
    shown = file.json("show", deal, "--timeline")
    assert shown["status"] == "lost" and shown["lost_reason"] == "price"
    assert len([event for event in shown["timeline"] if event["type"] == "stage_change"]) == 2
    board = {row["stage"]: row["count"] for row in file.json("board")}
    assert board[lost["name"]] == 1 and sum(board.values()) == 1
    file.run("undo")
    assert file.json("show", deal)["status"] == "open"
    file.refuse(1, "move", deal, "Nowhere")


@test
def a_move_says_what_the_checklist_left(folder):
    file = File(folder)
    stages = file.json("list", "stage", "--sort", "position")
    file.run("set", stages[0]["uid"], "checklist=text=Know who decides")
    deal = file.add("deal", "title=Spring order", "stage=" + stages[0]["uid"])
    assert "was not done" in file.run("move", deal, stages[1]["name"])
    file.refuse(1, "set", stages[0]["uid"], "next_task_days=-3")


@test
def leads_are_listed_with_reasons_and_converted_and_undone(folder):
    file = File(folder)
    quiet = file.add("person", "given_name=Ben", "lifecycle=lead")
    ann = file.add("person", "given_name=Ann", "lifecycle=lead", "contact_points=kind=phone; value=0912 345 6789")
    file.add("person", "given_name=Cy", "lifecycle=prospect")
    leads = file.json("leads")
    assert [lead["uid"] for lead in leads] == [ann, quiet]
    assert leads[0]["score"] == 20 and [reason["reason"] for reason in leads[0]["reasons"]] == ["phone", "fresh"], leads
    assert "has a phone number, new this week" in file.run("leads")
    file.refuse(1, "convert", ann, "--pipeline", "Nowhere")
    file.refuse(1, "convert", ann, "--value", "many")
    file.refuse(2, "convert")
    deal = file.json("convert", ann, "--title", "Silk for May", "--value", "1200", "--company", "Atlas")
    assert deal["title"] == "Silk for May" and deal["status"] == "open"
    shown = file.json("show", ann)
    assert shown["lifecycle"] == "prospect" and len(shown["affiliations"]) == 1
    assert len(file.json("list", "company")) == 1
    assert [lead["uid"] for lead in file.json("leads")] == [quiet]
    file.refuse(1, "convert", ann)
    file.run("undo")
    assert file.json("list", "company") == [] and file.json("list", "deal") == []
    assert [lead["uid"] for lead in file.json("leads")] == [ann, quiet]
    file.refuse(2, "leads", "all")


@test
def log_stands_on_timelines(folder):
    file = File(folder)
    person = file.add("person", "given_name=Ann", "company=Atlas")
    company = file.json("list", "company")[0]["uid"]
    file.run("log", person, "call", "Wants silk in May", "--at", "2026-03-01T10:20:00Z")
    file.run("log", person, "task", "Send samples", "--at", "tomorrow")
    for record in (person, company):
        timeline = file.json("show", record, "--timeline")["timeline"]
        assert [event.get("body") for event in timeline if event["type"] == "activity"] == ["Send samples", "Wants silk in May"], record
    assert file.json("list", "activity", "--where", "kind=task")[0]["due"] == "2026-11-23"
    file.refuse(1, "log", person, "sneeze", "Atchoo")


@test
def set_of_many_is_one_change_or_none(folder):
    file = File(folder)
    uids = [file.add("person", f"given_name={name}") for name in ("Ann", "Bob", "Cem")]
    changed = file.json("set", *uids, "source=Trade fair", "tag=wholesale")
    assert [person["uid"] for person in changed] == uids
    assert all(person["source"] == "Trade fair" and len(person["tags"]) == 1 for person in changed)
    assert len(file.json("list", "tag")) == 1
    file.run("set", *uids, "tag=wholesale")
    assert all(len(file.json("show", uid)["tags"]) == 1 for uid in uids)
    file.run("undo")
    assert all("source" not in file.json("show", uid) for uid in uids)
    file.run("set", uids[0], "family_name=Smith")
    error = file.refuse(1, "set", *uids, "given_name=")
    assert uids[1] in error and "needs a name" in error
    assert file.json("show", uids[0])["given_name"] == "Ann"
    file.refuse(1, "set", uids[0], "01890000-0000-7000-8000-000000000000", "source=Fair")
    file.refuse(2, "set", *uids)
    file.refuse(2, "set", uids[0], "source=Fair", uids[1])


@test
def history_says_what_changed(folder):
    file = File(folder)
    uid = file.add("person", "given_name=Ann")
    file.run("set", uid, "given_name=Anna")
    history = file.json("history", uid)
    assert [change["kind"] for change in history] == ["edit", "edit"]
    assert history[0]["fields"] == [{"record": uid, "field": "given_name", "before": "Ann", "after": "Anna"}]
    assert history[0]["at"] == "2026-11-22T09:00:00Z"


@test
def history_says_who(folder):
    file = File(folder)
    uid = file.add("person", "given_name=Ann")
    done = file.try_run("set", uid, "given_name=Anna", environment=dict(ENVIRONMENT, CRM_AUTHOR="Sara"))
    assert done.returncode == 0, done.stderr
    assert [change["author"] == "Sara" for change in file.json("history", uid)] == [True, False]


@test
def duplicates_are_found_with_reasons_and_merged_and_undone(folder):
    file = File(folder)
    one = file.add("person", "given_name=مریم", "family_name=احمدی", "phone=09123456789", "about=Likes silk")
    other = file.add("person", "given_name=خانم مريم", "family_name=احمدي", "phone=+98 912 345 6789", "email=m@shop.example", "about=Mornings", "source=fair")
    file.add("person", "given_name=Sara", "phone=09350000000")
    deal = file.add("deal", "title=Silk", "person=" + other, "stage=" + file.json("list", "stage")[0]["uid"]) if file.json("list", "stage") else None
    file.run("log", other, "call", "wants silk")

    found = file.json("duplicates")
    assert len(found) == 1 and found[0]["type"] == "person" and found[0]["score"] >= 70, found
    assert [record["uid"] for record in found[0]["records"]] == [one, other]
    assert [reason["reason"] for reason in found[0]["reasons"]] == ["phone", "name"]
    assert file.json("duplicates", "company") == []
    assert "Same phone" in file.run("duplicates")

    before = file.json("list", "person"), file.json("show", other, "--timeline")
    merged = file.json("merge", one, other)
    assert merged["uid"] == one and merged["given_name"] == "مریم" and merged["source"] == "fair"
    assert merged["about"] == "Likes silk\n\nMornings" and len(merged["contact_points"]) == 2
    assert len(file.json("list", "person")) == 2 and file.json("duplicates") == []
    # An uid of long ago still finds her, and what was said to her.
    assert file.json("show", other)["uid"] == one
    assert "wants silk" in file.run("show", one, "--timeline")
    if deal:
        assert one in json.dumps(file.json("show", deal))
    assert file.json("verify")["sound"]
    assert "one already" in file.refuse(1, "merge", one, other)

    assert "Merge" in file.run("undo")
    after = file.json("list", "person"), file.json("show", other, "--timeline")
    for state in (before, after):
        for record in state[0] + [state[1]]:
            record.pop("updated_at", None)
        state[1]["timeline"] = [event for event in state[1]["timeline"] if event.get("kind") == "call"]
        for event in state[1]["timeline"]:
            event.pop("updated_at", None)
    assert before == after, (before, after)
    assert file.json("verify")["sound"]

    assert file.json("merge", one, other, "--take", "given-name")["given_name"] == "خانم مريم"


@test
def what_cannot_be_merged_is_refused_in_a_sentence(folder):
    file = File(folder)
    ali = file.add("person", "given_name=Ali")
    gone = file.add("person", "given_name=Gone")
    atlas = file.add("company", "name=Atlas")
    part = file.add("company", "name=Part", "parent=" + atlas)
    below = file.add("company", "name=Below", "parent=" + part)
    file.run("delete", gone)
    before = file.run("export", "all", "--as", "json")
    assert "with itself" in file.refuse(1, "merge", ali, ali)
    assert "one kind" in file.refuse(1, "merge", ali, atlas)
    assert "deleted" in file.refuse(1, "merge", ali, gone)
    assert "no record" in file.refuse(1, "merge", ali, "0192f0c4-0000-7000-8000-000000000000")
    assert "part of" in file.refuse(1, "merge", below, atlas)
    assert "part of" in file.refuse(1, "set", atlas, "parent=" + below)
    assert "itself" in file.refuse(1, "set", atlas, "parent=" + atlas)
    file.refuse(2, "merge", ali)
    file.refuse(2, "merge", part, below, "--take", "flavour")
    file.refuse(2, "duplicates", "dragon")
    assert file.run("export", "all", "--as", "json") == before
    assert file.json("verify")["sound"]


run_all()
