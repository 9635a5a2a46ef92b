#!/usr/bin/env python3
"""The sample businesses load, ring true and name nobody real.

They are held against the field tables of src/model: a field renamed there without its samples fails here.
"""

import collections
import json
import re

from lint import Report, TREE, read, relative, without_comments

FOLDER = TREE / 'data/samples'
SAMPLES = {'shop.json': ('fa', 'IRR', 'IR'), 'freelance.json': ('en', 'EUR', 'DE')}
BYTES_MAX = 340_000

ORDER = ['user', 'tag', 'pipeline', 'stage', 'tax', 'product', 'company', 'person', 'deal', 'activity', 'target',
         'article', 'service_case', 'feedback']
AT_LEAST = {'tag': 12, 'tax': 1, 'product': 8, 'pipeline': 2, 'stage': 8, 'company': 25, 'person': 60, 'deal': 45, 'activity': 260,
            'article': 8, 'service_case': 16, 'feedback': 9}
DATED = ('company', 'person', 'deal', 'activity', 'article', 'service_case', 'feedback')

# The deal's history makes its stage changes; it and the time of making are no fields.
EXTRAS = {'created_at', 'history'}

DAYS_BACK, DAYS_AHEAD = 430, 60
INSTANT = re.compile(r'-([1-9]\d*)d ([01]\d|2[0-3]):([0-5]\d)')  # before today: the morning of a sample is not in the future
DATE = re.compile(r'([+-])(\d+)d')
# What is long ago, as the dates of an item are, stands as it is.
ISO = re.compile(r'(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])')

TABLE = re.compile(r'static const CrmField crm_(\w+)_fields\[\] = \{(.*?)^\};', re.DOTALL | re.MULTILINE)
FIELD = re.compile(r'CRM_([A-Z_]+) \("(\w+)", N_ \("[^"]*"\), ([A-Z_| ]+)(?:, ([\w"]+))?\)')
CHOICES = re.compile(r'const CrmChoice (\w+)\[\] = \{(.*?)^\};', re.DOTALL | re.MULTILINE)

# Numbers kept for fiction, or in ranges that nobody is given.
PHONES = re.compile(r'0999 \d{3} \d{4}|0\d{2} 5550 \d{4}|\+49 176 040690 \d{2}|\+49 \d{2,3} 5550 \d{3}')
EMAIL = re.compile(r'[\w.-]+@(?:[\w-]+\.)?example\.(?:com|org|net)')
WEB = re.compile(r'https://(?:[\w-]+\.)?example\.(?:com|org|net)')
HANDLE = re.compile(r'[\w.]+[._]example')
PLANS = ('task', 'promise')

# Of a kind of feedback the scores it may have, as crm_feedback_get_range() says.
SCORES = {'satisfaction': range(1, 6), 'recommendation': range(11), 'review': range(1, 6)}
FOLLOWED = ('complaint', 'idea')
BLANKS = {'name', 'first_name', 'last_name', 'business'}

# Days are counted from the day of loading: a weekday or a month named would be wrong on most of them.
CALENDAR = re.compile(r'\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|September|October|'
                      r'November|December|Christmas|Easter)\b|شنبه|جمعه|نوروز|یلدا|محرم|فروردین|اردیبهشت|خرداد|مرداد|شهریور|بهمن|اسفند')

# Letters and spacing that are not Persian: Arabic yeh, kaf, heh and digits; a half-space that joins nothing.
FOREIGN = re.compile('[\u0643\u0649\u064a\u06c0\u0629\u0660-\u0669\u0640]|\u200c(?!\\w)|(?<!\\w)\u200c|[,;?](?=\\s|$)')
UNJOINED = re.compile(r'\b(?:ن?می (?=[آ-ی]+)|(?<=[آ-ی]) (?:ها|های|هایی|هایش|ترین) )|[آ-ی]ه ی\b')


def unique_object(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f'a member twice: {names}')
    return dict(pairs)


def read_model():
    """The declared fields, by type: name to (kind, flags, what it refers to)."""
    model, choices = {}, {}
    for path in sorted((TREE / 'src/model').rglob('*.c')):
        text = without_comments(read(path))
        choices.update((match[1], set(re.findall(r'\{ "(\w+)"', match[2]))) for match in CHOICES.finditer(text))
        for match in TABLE.finditer(text):
            model[match[1]] = {field[1]: (field[0], field[2], field[3]) for field in FIELD.findall(match[2])}
    return model, choices


class Sample:
    def __init__(self, path, model, choices):
        self.path, self.model, self.choices = path, model, choices
        self.text = read(path)
        self.document = json.loads(self.text, object_pairs_hook=unique_object)
        self.records = self.document['records']
        self.by_key = {record['key']: record for record in self.records}
        self.place = {record['key']: number for number, record in enumerate(self.records)}

    def of(self, kind):
        return [record for record in self.records if record['type'] == kind]

    def problem(self, record, what):
        return f'{relative(self.path)}: {record["key"]}: {what}'


def minutes(instant):
    """Minutes from the midnight that today began with; negative before it."""
    days, hours, rest = map(int, INSTANT.fullmatch(instant).groups())
    return -days * 1440 + hours * 60 + rest


def days(date):
    sign, number = DATE.fullmatch(date).groups()
    return int(number) if sign == '+' else -int(number)


def event(activity):
    """Where it stands in the file: when it happened or was done; then what is due; last what has no day."""
    for name in ('occurred_at', 'done_at'):
        if name in activity:
            return minutes(activity[name])
    return days(activity['due']) * 1440 + 1380 if 'due' in activity else 10 ** 6


def reference_problem(sample, record, target, value):
    found = sample.by_key.get(value)
    if found is None:
        return f'there is no {value}'
    if target not in ('NULL', f'"{found["type"]}"'):
        return f'{value} is a {found["type"]}'
    if sample.place[value] >= sample.place[record['key']]:
        return f'{value} comes later in the file'
    return None


def date_problem(value, absolute):
    if absolute:
        return None if isinstance(value, str) and ISO.fullmatch(value) else 'no date such as "2019-04-28"'
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return 'no date such as "-3d" or "+5d"'
    return None if -DAYS_BACK <= days(value) <= DAYS_AHEAD else 'too far away'


def instant_problem(value):
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        return 'no instant such as "-12d 10:20"'
    return None if minutes(value) >= -DAYS_BACK * 1440 else 'too long ago'


def value_problem(sample, record, owner, field, value):
    kind, _, detail = field
    if kind == 'REFERENCE':
        return reference_problem(sample, record, detail, value)
    if kind == 'CHOICE':
        return None if value in sample.choices[detail] else f'“{value}” is no choice'
    if kind == 'DATE':
        return date_problem(value, absolute=owner != record['type'])
    if kind == 'INSTANT':
        return instant_problem(value)
    if kind in ('TEXT', 'LONG_TEXT'):
        return None if isinstance(value, str) and value and value == value.strip() else 'empty, or with spaces around it'
    if kind in ('INTEGER', 'MONEY'):
        return None if type(value) is int and value >= 0 else 'no whole number'
    if kind == 'NUMBER':
        return None if isinstance(value, str) and re.fullmatch(r'\d+(\.\d+)?', value) else 'no decimal number as text'
    if kind == 'BOOLEAN':
        return None if value is True else 'false is said by leaving it out'
    return f'a {kind} is not for samples'


def object_problems(sample, record, kind, members):
    fields = sample.model[kind]
    for name, (_, flags, _) in fields.items():
        if 'CRM_FIELD_REQUIRED' in flags and name not in members:
            yield f'{kind} without {name}'
    for name, value in members.items():
        if name not in fields or 'CRM_FIELD_DERIVED' in fields[name][1]:
            yield f'{kind} has no field {name} to be set'
        elif fields[name][0] == 'ITEMS':
            item = fields[name][2].removeprefix('crm_').removesuffix('_get_type')
            for entry in value:
                yield from object_problems(sample, record, item, entry)
        else:
            problem = value_problem(sample, record, kind, fields[name], value)
            if problem:
                yield f'{name}: {problem}'


def field_problems(sample):
    for record in sample.records:
        members = {name: value for name, value in record.items() if name not in ('type', 'key', *EXTRAS)}
        for problem in object_problems(sample, record, record['type'], members):
            yield sample.problem(record, problem)
        made = record.get('created_at')
        if made is None and record['type'] in DATED or made is not None and instant_problem(made):
            yield sample.problem(record, f'created_at: {made and instant_problem(made)}')


def head_problems(sample):
    language, currency, country = SAMPLES[sample.path.name]
    settings = sample.document['settings']
    if (sample.document['format'], sample.document['language']) != ('customers-sample', language):
        yield f'{relative(sample.path)}: another format or language'
    if (settings['currency'], settings['country']) != (currency, country) or not settings['business_name']:
        yield f'{relative(sample.path)}: another currency or country'
    for deal in sample.of('deal'):
        if deal.get('currency') != currency:
            yield sample.problem(deal, 'another currency')


def layout_problems(sample):
    if len(sample.text.encode()) >= BYTES_MAX:
        yield f'{relative(sample.path)}: larger than {BYTES_MAX} bytes'
    if sample.text != json.dumps(sample.document, ensure_ascii=False, indent=1) + '\n':
        yield f'{relative(sample.path)}: not as written with one space of indent and one member a line'
    if len(sample.by_key) != len(sample.records):
        yield f'{relative(sample.path)}: a key twice'
    kinds = [ORDER.index(record['type']) for record in sample.records]
    if kinds != sorted(kinds):
        yield f'{relative(sample.path)}: the order is {", ".join(ORDER)}'
    for before, after in zip(sample.of('activity'), sample.of('activity')[1:]):
        if event(before) > event(after):
            yield sample.problem(after, f'older than {before["key"]} before it')
    for kind, when in (('article', lambda record: minutes(record['created_at'])), ('service_case', lambda record: minutes(record['opened_at'])),
                       ('feedback', lambda record: days(record['date']))):
        for before, after in zip(sample.of(kind), sample.of(kind)[1:]):
            if when(before) > when(after):
                yield sample.problem(after, f'older than {before["key"]} before it')


def count_problems(sample):
    found = collections.Counter(record['type'] for record in sample.records)
    for kind, least in AT_LEAST.items():
        if found[kind] < least:
            yield f'{relative(sample.path)}: {found[kind]} of {kind}, fewer than {least}'
    used = collections.Counter(deal['stage'] for deal in sample.of('deal'))
    for stage in sample.of('stage'):
        if not used[stage['key']]:
            yield sample.problem(stage, 'an empty stage')
    tagged = {tagging['tag'] for record in sample.records for tagging in record.get('tags', [])}
    for tag in sample.of('tag'):
        if tag['key'] not in tagged:
            yield sample.problem(tag, 'a tag that nothing wears')


def task_problems(sample):
    """Today has to have something in each of its sections."""
    due = [days(task['due']) for task in sample.of('activity') if task['kind'] in PLANS and 'due' in task and 'done_at' not in task]
    for name, least, chosen in (('overdue', 3, lambda day: day < 0), ('today', 2, lambda day: day == 0),
                                ('this week', 5, lambda day: 0 < day < 7), ('later', 3, lambda day: day >= 7)):
        if sum(map(chosen, due)) < least:
            yield f'{relative(sample.path)}: fewer than {least} open tasks {name}'
    promises = [activity for activity in sample.of('activity') if activity['kind'] == 'promise']
    for name, least, chosen in (('kept', 5, lambda promise: 'done_at' in promise), ('open', 5, lambda promise: 'done_at' not in promise)):
        if sum(map(chosen, promises)) < least:
            yield f'{relative(sample.path)}: fewer than {least} promises {name}'


def activity_problems(sample):
    for activity in sample.of('activity'):
        if activity['kind'] == 'call' and ('outcome' not in activity or (activity['outcome'] == 'answered') != ('duration' in activity)):
            yield sample.problem(activity, 'a call has an outcome, and a duration if somebody answered')
        if activity['kind'] == 'message' and 'channel' not in activity:
            yield sample.problem(activity, 'a message without its channel')
        if activity['kind'] not in (*PLANS, 'meeting', 'visit') and 'occurred_at' not in activity:
            yield sample.problem(activity, 'it has not happened')
        if 'done_at' in activity and minutes(activity['done_at']) < minutes(activity['created_at']):
            yield sample.problem(activity, 'done before it was written down')


def deal_problems(sample):
    for deal in sample.of('deal'):
        stages, instants = zip(*deal['history'])
        stage = sample.by_key[deal['stage']]
        if stages[-1] != deal['stage'] or any(sample.by_key[key]['pipeline'] != stage['pipeline'] for key in stages):
            yield sample.problem(deal, 'its history does not lead to its stage')
        if any(map(instant_problem, instants)) or sorted(instants, key=minutes) != list(instants):
            yield sample.problem(deal, 'its history is out of order')
        if minutes(deal['created_at']) > minutes(instants[0]):
            yield sample.problem(deal, 'older than its making')
        if {'lost_reason', 'lost_note'} & deal.keys() != ({'lost_reason', 'lost_note'} if stage['kind'] == 'lost' else set()):
            yield sample.problem(deal, 'a lost deal, and no other, says why')
        if not deal.get('value') or 'person' not in deal:
            yield sample.problem(deal, 'no value, or nobody to talk to')


def stranger_problem(sample, record, since):
    """Who says something is known by then, and works where the record says."""
    known = [sample.by_key[record[name]] for name in ('person', 'company') if name in record]
    if not known:
        return 'nobody’s'
    if any(minutes(one['created_at']) > since for one in known):
        return 'said before they were known'
    if len(known) == 2 and all(work['company'] != record['company'] for work in known[0].get('affiliations', [])):
        return f'{record["person"]} is not of {record["company"]}'
    return None


def article_problems(sample):
    for article in sample.of('article'):
        blanks = set(re.findall(r'\{(\w*)\}', article.get('body', '')))
        if not {'kind', 'body'} <= article.keys():
            yield sample.problem(article, 'an answer without its kind or text')
        elif not blanks <= BLANKS or (article['kind'] == 'reply') != bool(blanks):
            yield sample.problem(article, 'a ready answer, and no other, has blanks that the program fills')


def case_problems(sample):
    for case in sample.of('service_case'):
        times = [minutes(case[name]) for name in ('opened_at', 'answered_at', 'solved_at') if name in case]
        said = {'answered_at', 'solved_at', 'resolution'} & case.keys()
        stranger = stranger_problem(sample, case, times[0])
        if stranger:
            yield sample.problem(case, stranger)
        if not {'question', 'channel', 'topic', 'status'} <= case.keys() or 'due_at' in case:
            yield sample.problem(case, 'without what was asked, or with a time the program finds')
        elif said != {'new': set(), 'solved': {'answered_at', 'solved_at', 'resolution'}}.get(case['status'], {'answered_at'}):
            yield sample.problem(case, f'{", ".join(sorted(said)) or "nothing"} in one that is {case["status"]}')
        if times != sorted(times) or minutes(case['created_at']) < times[0]:
            yield sample.problem(case, 'its times are out of order')
        if 'article' in case and ('solved_at' not in case or minutes(sample.by_key[case['article']]['created_at']) > times[-1]):
            yield sample.problem(case, 'answered with what was not there yet')
    for status, least in (('new', 2), ('open', 1), ('waiting', 1)):
        if sum(case.get('status') == status for case in sample.of('service_case')) < least:
            yield f'{relative(sample.path)}: fewer than {least} cases that are {status}'


def feedback_problems(sample):
    for feedback in sample.of('feedback'):
        kind = feedback['kind']
        about = sample.by_key.get(feedback.get('service_case'), feedback)
        stranger = stranger_problem(sample, feedback, minutes(feedback['created_at']))
        if stranger:
            yield sample.problem(feedback, stranger)
        if ('score' in feedback) != (kind in SCORES) or feedback.get('score', 1) not in SCORES.get(kind, range(1, 2)):
            yield sample.problem(feedback, f'no such score of a {kind}')
        if ('status' in feedback) != (kind in FOLLOWED) or ('publish' in feedback) != (kind == 'review') or ('votes' in feedback) != (kind == 'idea'):
            yield sample.problem(feedback, f'a {kind} with what another kind has, or without its own')
        if feedback.get('status') in ('done', 'declined') and 'answer' not in feedback or kind not in ('satisfaction', 'recommendation') and 'text' not in feedback:
            yield sample.problem(feedback, 'nothing said, by them or by us')
        if about.get('person') != feedback.get('person') or minutes(about.get('solved_at', about['created_at'])) > minutes(feedback['created_at']):
            yield sample.problem(feedback, 'about a case of somebody else, or not solved yet')
        if not feedback['created_at'].startswith(feedback['date'] + ' '):
            yield sample.problem(feedback, 'written down on another day')
    for kind in sample.choices['crm_feedback_kinds'] - {feedback['kind'] for feedback in sample.of('feedback')}:
        yield f'{relative(sample.path)}: no {kind}'


def contact_problems(sample):
    patterns = {'phone': PHONES, 'email': EMAIL, 'web': WEB}
    seen = collections.Counter()
    for record in sample.of('company') + sample.of('person'):
        for point in record.get('contact_points', []):
            seen[point['value']] += 1
            if not patterns.get(point['kind'], HANDLE).fullmatch(point['value']):
                yield sample.problem(record, f'{point["value"]} may be somebody’s')
    for value, count in seen.items():
        if count > 1:
            yield f'{relative(sample.path)}: {value} {count} times'


def name_problems(sample):
    shown = collections.Counter()
    for person in sample.of('person'):
        parts = [person[name] for name in ('given_name', 'family_name') if name in person]
        shown[person.get('display_name') or ' '.join(parts) or person.get('nickname')] += 1
    for kind in ('company', 'tag', 'pipeline'):
        shown.update(f'{kind} {record["name"]}' for record in sample.of(kind))
    for kind in ('deal', 'article'):
        shown.update(f'{kind} {record["title"]}' for record in sample.of(kind))
    for name, count in shown.items():
        if count > 1:
            yield f'{relative(sample.path)}: {name}: {count} times'


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def word_problems(sample):
    said = collections.Counter()
    for record in [record for kind in ('activity', 'deal', 'article', 'service_case', 'feedback') for record in sample.of(kind)]:
        for name in ('title', 'subject', 'body', 'about', 'lost_note', 'question', 'resolution', 'text', 'answer'):
            match = CALENDAR.search(record.get(name, ''))
            if match:
                yield sample.problem(record, f'{match[0]}: days are counted from the day of loading')
        said.update(record[name] for name in ('body', 'question', 'resolution', 'text', 'answer') if name in record)
    for body, count in said.items():
        if count > 2:
            yield f'{relative(sample.path)}: “{body}” {count} times'


def persian_problems(sample):
    for record in sample.records:
        for text in texts(record):
            for pattern, what in ((FOREIGN, 'not Persian'), (UNJOINED, 'a half-space is missing')):
                match = pattern.search(text) if re.search('[آ-ی]', text) else None
                if match:
                    yield sample.problem(record, f'“{text[max(match.start() - 12, 0):match.end() + 12]}”: {what}')


def walk_in_problems(sample, walk_ins):
    """Those of whom nothing but a name is known: each another one than everybody else."""
    if walk_ins is None:
        return
    known = {(person.get('given_name'), person.get('family_name')) for person in sample.of('person')}
    for name in walk_ins['names']:
        given, _, family = name.partition(' ')
        if not family or (given, family) in known:
            yield f'{relative(sample.path)}: sales: {name}: no family name, or twice'
        known.add((given, family))
    for key in walk_ins['buys']:
        if key not in sample.by_key or sample.by_key[key]['type'] != 'product':
            yield f'{relative(sample.path)}: sales: there is no {key}'
    if not 0 < walk_ins['every'][0] < walk_ins['every'][1] or not 0 < walk_ins['quantity'][0] <= walk_ins['quantity'][1]:
        yield f'{relative(sample.path)}: sales: walk-ins never come, or buy nothing'


def sales_problems(sample):
    """What the business sells to whom, of which crm-sample-sales.c makes two years of invoices."""
    sales = sample.document['sales']
    if sales['currency'] != SAMPLES[sample.path.name][1] or len(sales['season']) != 12 or sales['days'] < 730:
        yield f'{relative(sample.path)}: sales: another currency, no twelve months, or less than two years'
    sold = set()
    for habit in sales['habits']:
        for key, kinds in [(habit['customer'], ('person', 'company')), (habit.get('person', habit['customer']), ('person', 'company'))] + [(key, ('product',)) for key in habit['buys']]:
            if key not in sample.by_key or sample.by_key[key]['type'] not in kinds:
                yield f'{relative(sample.path)}: sales: there is no {key}'
        least, most = habit['quantity']
        if not 0 < least <= most or not habit.get('since', -sales['days']) < habit.get('until', 0) <= 0:
            yield f'{relative(sample.path)}: sales: {habit["customer"]}: no such quantity, or never'
        sold.update(habit['buys'])
    yield from walk_in_problems(sample, sales.get('walk_ins'))
    for product in sample.of('product'):
        if product['key'] not in sold:
            yield sample.problem(product, 'a product that nobody buys')


CHECKS = [
    ('has fields that the model declares', field_problems),  # the rest reads these, and stops here if they do not hold
    ('is for its language and country', head_problems),
    ('is laid out to be read', layout_problems),
    ('has enough of everything', count_problems),
    ('leaves work for today', task_problems),
    ('tells activities whole', activity_problems),
    ('tells deals from the start', deal_problems),
    ('has answers at hand', article_problems),
    ('tells what was asked from the start', case_problems),
    ('tells what they say of it', feedback_problems),
    ('sells to those there are', sales_problems),
    ('names nobody real', contact_problems),
    ('has one of each name', name_problems),
    ('repeats no words, and names no day', word_problems),
    ('is written in good Persian', persian_problems),
]


def main():
    report = Report()
    model, choices = read_model()
    for name, (language, _, _) in SAMPLES.items():
        sample = Sample(FOLDER / name, model, choices)
        for point, problems in CHECKS:
            if problems is persian_problems and language != 'fa':
                continue
            found = list(problems(sample))
            report.check(f'{name} {point}', found)
            if found and problems is field_problems:
                break
    report.finish()


main()
