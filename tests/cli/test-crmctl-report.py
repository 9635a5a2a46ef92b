#!/usr/bin/env python3
"""crmctl's reports: test-crmctl-report.py CRMCTL

What a figure says it counted is what `list --where` lists: for every figure of every report, over a whole sample business."""

import os

from crmctl_testing import File, run_all, test

# Of an invoice, who bought: how many these are is not how many invoices there are.
PEOPLE = ("customers", "new_customers")


def ask(file):
    """Cases and feedback of some people of the sample: answered with an article, in time, too late, not yet; of each kind, and of each score."""
    people = [person["uid"] for person in file.json("list", "person", "--limit", "4")]
    article = file.add("article", "title=When parcels come")
    for number, status in enumerate(("new", "open", "waiting", "solved", "solved", "solved", "solved")):
        day = "2026-09-%02d" % (6 + 3 * number)
        values = ["subject=Where is it?", "status=" + status, "person=" + people[number % 4], "opened_at=%sT08:00:00Z" % day]
        values += ["due_at=%sT12:00:00Z" % day] if number != 4 else []
        values += ["topic=" + ("Delivery", "delivery", "Washing")[number % 3]] if number != 5 else []
        values += ["solved_at=%sT%d:00:00Z" % (day, 10 + number % 4)] if status == "solved" else []
        values += ["article=" + article] if number % 2 else []
        file.add("service_case", *values)
    for score in range(11):
        file.add("feedback", "kind=recommendation", "score=%d" % score, "date=2026-10-%02d" % (1 + score), "person=" + people[score % 4])
        if 1 <= score <= 5:
            file.add("feedback", "kind=satisfaction", "score=%d" % score, "date=2026-09-%02d" % (25 + score), "person=" + people[score % 4])
    file.add("feedback", "kind=complaint", "text=It tore", "date=2026-10-01")


def check_count(file, report, row, column, cell):
    place = (report, row["label"], column["name"], cell)
    found = file.json("list", cell["type"], "--where", cell["filter"])
    if column["kind"] == "count" and column["name"] not in PEOPLE:
        assert len(found) == cell["value"], (place, len(found))
    if column["kind"] == "share" and cell["type"] in ("service_case", "feedback"):
        assert len(found) == cell["value"], (place, len(found))
    if column["kind"] == "money" and column["name"] == "value":
        assert sum(record.get("value") or 0 for record in found) == cell["value"], place
    if column["name"] == "customers" and report == "sales":
        assert len({record.get("company") or record["person"] for record in found}) == cell["value"], place


def check_report(file, name, *options):
    table = file.json("report", name, *options)
    columns = {column["name"]: column for column in table["columns"]}
    assert table["rows"], name
    for row in table["rows"]:
        for column, cell in row["cells"].items():
            # One of the figures with one filter stands for the others.
            if "filter" in cell:
                check_count(file, name, row, columns[column], cell)


def names(file):
    return [report["name"] for report in file.json("report") if report["name"] != "overview"]


@test
def figures_are_what_their_filters_list(folder):
    file = File(folder, sample="shop")
    ask(file)
    assert len(names(file)) >= 16
    for name in names(file):
        check_report(file, name, "--from", "2026-09-05", "--to", "2026-10-20")


@test
def the_overview_opens_what_it_counted(folder):
    file = File(folder, sample="shop")
    ask(file)
    overview = file.json("report", "overview")
    figures = {figure["name"]: figure for figure in overview["figures"]}
    assert len(figures) == 11, figures
    for figure in figures.values():
        found = file.json("list", figure["type"], "--where", figure["filter"])
        if figure["kind"] == "count":
            assert len(found) == figure["value"], (figure, len(found))
        assert figure["sentence"], figure
    came = file.json("list", "invoice", "--where", figures["came_again"]["filter"])
    assert len({invoice.get("company") or invoice["person"] for invoice in came}) == figures["came_again"]["value"]
    assert sum(deal.get("value") or 0 for deal in file.json("list", "deal", "--where", figures["pipeline"]["filter"])) == figures["pipeline"]["value"]
    assert overview["protect"] and overview["nurture"] and overview["grow"]
    assert "Sold this month" in file.run("report", "overview")
    file.refuse(2, "report", "overview", "--from", "2026-01-01")
    assert File(folder, name="empty.crm").json("report", "overview")["figures"] == []


@test
def a_segment_is_counted_alone(folder):
    file = File(folder, sample="shop")
    file.run("add", "saved_view", "name=Come often", "record_type=company", "filter=purchases >= 8")
    whole = file.json("report", "sales")["rows"][-1]["cells"]
    some = file.json("report", "sales", "--view", "Come often")["rows"][-1]["cells"]
    assert 0 < some["invoices"]["value"] < whole["invoices"]["value"]
    for name in ("sales", "best-customers", "funnel", "workload", "lifecycle", "worth"):
        check_report(file, name, "--view", "Come often", "--from", "2026-09-01", "--to", "2026-11-22")
    columns = [column["name"] for column in file.json("report", "lifecycle", "--view", "Come often")["columns"]]
    assert columns == ["companies", "companies_came", "companies_left"], columns
    assert "no view" in file.refuse(1, "report", "sales", "--view", "Nobody")
    file.run("add", "saved_view", "name=Deals", "record_type=deal")
    assert "neither people" in file.refuse(2, "report", "sales", "--view", "Deals")


@test
def who_came_and_left_is_found(folder):
    """Once repeat and once again is one who came; a step to where they stand already, or on a day nobody knows, is none."""
    file = File(folder)
    steps = [("first_time", "2026-08-01"), ("repeat", "2026-09-10"), ("dormant", "2026-09-12"), ("dormant", "2026-09-20"), ("repeat", "2026-09-20"), ("loyal", None)]
    history = ["stage=%s%s" % (stage, ";since=" + since if since else "") for stage, since in steps]
    file.run("add", "person", "given_name=Ann", "lifecycle=loyal", "lifecycle_history=" + "\n".join(history))
    table = file.json("report", "lifecycle", "--from", "2026-09-01", "--to", "2026-09-30")
    flow = {row["label"]: {name: cell["value"] for name, cell in row["cells"].items()} for row in table["rows"]}
    assert flow["Repeat customer"]["people_came"] == 1, flow
    assert flow["Dormant"] == {"people": 0, "people_came": 1, "people_left": 1}, flow
    assert len(file.json("list", "person", "--where", "became.repeat = 2026-09-10..2026-09-19")) == 1
    assert len(file.json("list", "person", "--where", "became.repeat = 2026-09-11..2026-09-19")) == 0
    assert len(file.json("list", "person", "--where", "left.repeat < 2026-09-12")) == 0
    assert len(file.json("list", "person", "--where", "left.repeat is set and not became.lost is set")) == 1
    assert "became.nothing" in file.refuse(2, "list", "person", "--where", "became.nothing = today")


@test
def months_are_those_of_the_calendar(folder):
    file = File(folder, sample="shop")
    jalali = file.json("report", "sales", "--calendar", "jalali", "--from", "2026-03-21", "--to", "2026-06-21")
    gregorian = file.json("report", "sales", "--calendar", "gregorian", "--from", "2026-03-21", "--to", "2026-06-21")
    assert [row["label"] for row in jalali["rows"]][:3] == ["Farvardin 1405", "Ordibehesht 1405", "Khordad 1405"]
    assert [row["label"] for row in gregorian["rows"]][:4] == ["March 2026", "April 2026", "May 2026", "June 2026"]
    assert jalali["rows"][-1]["cells"]["revenue"]["value"] == gregorian["rows"][-1]["cells"]["revenue"]["value"]


@test
def they_are_written_as_csv_and_pdf(folder):
    file = File(folder, sample="shop")
    sheet = os.path.join(folder, "sales.csv")
    paper = os.path.join(folder, "sales.pdf")
    file.run("report", "sales", "-o", sheet)
    file.run("report", "sales", "-o", paper)
    lines = open(sheet, encoding="utf-8-sig").read().splitlines()
    table = file.json("report", "sales")
    assert lines[0].startswith("Month,Invoices,Sold (IRR)"), lines[0]
    assert len(lines) == 1 + len(table["rows"])
    assert lines[-1].split(",")[2] == str(table["rows"][-1]["cells"]["revenue"]["value"])
    assert open(paper, "rb").read(5) == b"%PDF-"
    assert "neither" in file.refuse(2, "report", "sales", "-o", os.path.join(folder, "sales.txt"))
    file.refuse(1, "report", "sales", "-o", os.path.join(folder, "no", "sales.csv"))


@test
def an_empty_file_has_nothing_to_count(folder):
    file = File(folder)
    for name in names(file):
        assert not [row for row in file.json("report", name)["rows"] if not row["total"]], name
        file.run("report", name)
    assert "no report" in file.refuse(2, "report", "weather")
    assert "calendar" in file.refuse(2, "report", "sales", "--calendar", "mayan")
    file.refuse(1, "report", "sales", "--from", "someday")


run_all()
