#!/usr/bin/python3
"""The tour: begins a sample business in the real window, walks every page and dialog as a person would, and saves pictures.

    tests/ui/tour.py [--out FOLDER] [--build FOLDER] [--quick]

Persian and English, wide and 360 pixels, light and dark, high contrast, text of twice the size: each look on a display of its own, as many at once as there are processors. It fails when the program prints a warning or ends, when a page does not
come up, when something to press or fill in has no name for a screen reader, and when tour-eyes.c sees text that is cut, a widget with too
little room, or one beyond the window's edge. `./run --tour` calls it.
"""

import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

import waiting  # noqa: E402
from waiting import Failed  # noqa: E402

TREE = pathlib.Path(__file__).resolve().parents[2]
PAGES = ['today', 'calendar', 'people', 'companies', 'leads', 'deals', 'sales', 'service', 'insight']
REPORTS = ['sales', 'forecast', 'products', 'receivables', 'pipeline', 'funnel', 'win-rate', 'lost-reasons', 'velocity', 'sources', 'best-customers', 'cohorts', 'worth', 'contracts', 'lifecycle', 'targets', 'promises', 'workload', 'channels', 'cases', 'topics', 'satisfaction']
OBJECT = '/com/example/Crm/window/1'
PATIENCE = 20

wait_until = functools.partial(waiting.wait_until, patience=PATIENCE)

NAMED_ROLES = {Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.ENTRY, Atspi.Role.COMBO_BOX, Atspi.Role.MENU_ITEM, Atspi.Role.TEXT}
NO_NAMES = re.compile('$|(Gtk|Adw|Crm)[A-Z]')
# Rows of long lists are looked at in their first few only: the others are the same widgets with other records.
ROWS = 6


# GDK 4.8 asks which monitor a menu is on before the menu has a place; on a display without a window manager it says so.
NOT_OURS = ('gdk_monitor_get_geometry',)


class Look:
    """One way the program may look: who looks at it, on what."""

    def __init__(self, language, width, dark, extra=None):
        """extra: contrast, for high contrast; large, for text of twice the size."""
        self.language = language
        self.extra = extra
        self.width = width
        self.height = 720 if width < 500 else 780
        self.dark = dark
        self.sample = 'shop' if language == 'fa' else 'freelance'

    def __str__(self):
        return f'{self.language}-{"narrow" if self.width < 500 else "wide"}-{self.extra or ("dark" if self.dark else "light")}'


class Window:
    """The program, running."""

    def __init__(self, build, look, folder):
        self.look = look
        self.build = build
        self.report = folder / f'{look}.report'
        self.log = open(folder / f'{look}.log', 'w+')
        # The home that display-run made, with its settings of the toolkit.
        self.settings = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile'
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(f'[com/example/Crm]\nwindow-width={look.width}\nwindow-height={look.height}\n')
        if look.extra == 'large':
            # As the desktop's large text: the toolkit takes the resolution of text from the display's resources.
            subprocess.run(['xprop', '-root', '-format', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER', f'Xft.dpi: {2 * 96}'], check=True)
        self.wish = folder / f'{look}.wish'
        self.environment = dict(os.environ, LANGUAGE=look.language, LC_ALL='C.UTF-8', GSETTINGS_BACKEND='keyfile',
                                GSETTINGS_SCHEMA_DIR=str(build / 'data'), CRM_LOCALE_DIR=str(build / 'po'),
                                ADW_DEBUG_COLOR_SCHEME='prefer-dark' if look.dark else 'prefer-light',
                                ADW_DEBUG_HIGH_CONTRAST='1' if look.extra == 'contrast' else '0',
                                XDG_DATA_DIRS=f'{TREE}/data:' + os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share'))
        eyes = dict(self.environment, LD_PRELOAD=str(build / 'tests/ui/tour-eyes.so'), CRM_TOUR_REPORT=str(self.report), CRM_TOUR_WISH=str(self.wish))
        self.program = build / 'src/ui/crm'
        self.process = subprocess.Popen([self.program], stdout=self.log, stderr=self.log, env=eyes)
        wait_until('the window', self.has_window)

    def has_window(self):
        if self.process.poll() is not None:
            raise Failed('the program ended')
        return subprocess.run(['gdbus', 'call', '--session', '--dest', 'com.example.Crm', '--object-path', OBJECT, '--method', 'org.gtk.Actions.List'],
                              capture_output=True).returncode == 0

    def activate(self, action, parameter='', path=OBJECT):
        done = subprocess.run(['gdbus', 'call', '--session', '--dest', 'com.example.Crm', '--object-path', path, '--method', 'org.gtk.Actions.Activate',
                               action, f'[{parameter}]', '{}'], capture_output=True, text=True)
        if done.returncode:
            raise Failed(f'{action}: {done.stderr.strip()}')

    def read_settings(self):
        return self.settings.read_text()

    def act(self, action):
        """Does what only a page or a dialog can: by the hand in the program."""
        self.wish.write_text(action)
        if self.ask(signal.SIGUSR2) != 'done':
            raise Failed(f'{action}: nothing here does that')

    def open(self, file):
        """As the file manager does."""
        subprocess.run([self.program, file], check=True, stdout=self.log, stderr=self.log, env=self.environment)

    def close_dialog(self):
        """Without a window manager a dialog stands in the corner, and keys go to what is under the pointer."""
        subprocess.run(['xdotool', 'mousemove', '12', '120', 'key', 'Escape'], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '70', text], check=True)

    def answer(self, text):
        """What is typed where a passphrase is asked for, in the dialog in the corner."""
        subprocess.run(['xdotool', 'mousemove', '60', '200', 'type', '--delay', '70', text], check=True)
        subprocess.run(['xdotool', 'key', 'Return'], check=True)

    def click(self, x, y, times=1):
        if self.look.language == 'fa':
            x = self.look.width - x
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', str(times), '--delay', '60', '1'], check=True)

    def shoot(self, path, unlike=None):
        """Waits until the picture stands still, and is another than `unlike`, and keeps it."""
        last = None
        before = hashlib.sha256(unlike.read_bytes()).hexdigest() if unlike else None

        def still():
            nonlocal last
            if self.process.poll() is not None:
                raise Failed('the program ended')
            subprocess.run(['import', '-window', 'root', '-crop', f'{self.look.width}x{self.look.height}+0+0', '+repage', path], check=True)
            now = hashlib.sha256(path.read_bytes()).hexdigest()
            same, last = now == last and now != before, now
            if not same:
                time.sleep(0.15)
            return same

        wait_until(f'a still picture of {path.name}', still)

    def ask(self, number):
        """What the eyes or the hand in the program answer to a signal."""
        self.report.unlink(missing_ok=True)
        self.process.send_signal(number)
        wait_until('an answer from the program', self.report.exists)
        return self.report.read_text()

    def look_over(self):
        """What is wrong with the place of what is shown, how many checks were made, which of our widgets are shown, and in how many windows."""
        *faults, last = self.ask(signal.SIGUSR1).splitlines()
        _, made, windows, *shown = last.split()
        return faults, int(made), set(shown), int(windows)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed('the program did not end when told to')
        self.log.seek(0)
        return [line.strip() for line in self.log if any(word in line for word in ('WARNING', 'CRITICAL', 'ERROR', 'runtime error')) and not any(word in line for word in NOT_OURS)]


def find_program():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child is not None and child.get_name() in ('crm', 'com.example.Crm', 'Customers', 'مشتریان'):
            return child
    return None


def nameless(node, path=()):
    """What can be pressed or filled in and has no name, with the way to it."""
    role = node.get_role()
    name = node.get_name() or ''
    where = path + (f'{node.get_role_name()} “{name}”',)
    # What is on a page that was not shown yet has no size. The button in a combo box takes its name when it is shown. The buttons inside libadwaita's
    # own widgets have a tooltip only.
    if role in NAMED_ROLES and NO_NAMES.match(name) and not node.get_description() and node.get_extents(Atspi.CoordType.WINDOW).width > 0 and not (path and path[-1].startswith('combo box')):
        yield ' › '.join(where[-4:])
    count = node.get_child_count()
    if role in (Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.TREE_TABLE):
        count = min(count, ROWS)
    for i in range(count):
        child = node.get_child_at_index(i)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield from nameless(child, where)


class Walk:
    """What one look sees on its way."""

    def __init__(self, window, out):
        self.window = window
        self.look = window.look
        self.narrow = window.look.width < 500
        self.out = out
        self.problems = []
        self.checks = 0
        self.picture = None

    def show(self, name, wanted=None):
        """Keeps a picture, of something else than the last one, and looks it over."""
        if wanted:
            wait_until(f'{wanted} opening', lambda: wanted in self.window.look_over()[2])
        path = self.out / f'{self.look}-{name}.png'
        self.window.shoot(path, self.picture)
        self.picture = path
        faults, made, *_ = self.window.look_over()
        # A screen of 360 pixels has no room for text of twice the size.
        self.problems.extend(f'{self.look} {name}: {fault}' for fault in faults if self.look.extra != 'large' or 'narrow screen' not in fault)
        self.checks += made

    def hear(self, name, root):
        """What has a name has it in every look."""
        if str(self.look) == 'en-wide-light':
            self.problems += [f'{self.look} {name}: no name: {place}' for place in nameless(root)]

    def show_dialog(self, name, wanted=None):
        """What it shows goes by Esc, so that nothing stands before the next picture."""
        self.show(name, wanted)
        program = wait_until('the accessible tree', find_program)
        self.hear(name, program.get_child_at_index(program.get_child_count() - 1))
        before = self.window.look_over()[3]
        self.window.close_dialog()
        wait_until(f'{name} closing', lambda: self.window.look_over()[3] < before)

    def wait_for_work(self):
        wait_until('the end of what takes long', lambda: 'GtkProgressBar' not in self.window.look_over()[2])

    def welcome(self):
        self.show('welcome', 'CrmWelcomePage')
        self.window.activate('begin', f"<'{self.look.sample}'>")
        wait_until('the sample business', lambda: 'CrmWelcomePage' not in self.window.look_over()[2])

    def page(self, number, page):
        self.window.activate('section', f'<{number}>')
        self.show(page)
        self.hear(page, wait_until('the accessible tree', find_program))

    def directory(self, page):
        self.window.activate('create')
        self.show_dialog(f'{page}-new', 'CrmRecordEditor')
        # The first row: below the header bar, the search entry and the filters. Beside a table a click selects, and two open; where the detail
        # takes the whole window, one does.
        self.window.click(120 if self.narrow else 400, 200 if self.narrow else 190, 1 if self.narrow else 2)
        self.show(f'{page}-detail', 'CrmProfile')
        self.window.activate('go-back')

    def insight(self):
        # In a wide window it is there already.
        if self.narrow:
            self.window.act("insight.report('overview')")
            self.show('insight-overview', 'CrmDashboardView')
        self.window.act("insight.report('customers')")
        self.show('insight-customers', 'CrmInsightCustomers')
        # In the dark they are the same with other colours.
        for report in REPORTS if not self.look.dark else ['sales', 'cohorts']:
            self.window.act(f"insight.report('{report}')")
            self.show(f'insight-{report}', 'CrmReportView')

    def leads(self):
        self.window.activate('create')
        self.show_dialog('leads-new', 'CrmLeadDialog')
        # The first row.
        self.window.click(120 if self.narrow else 500, 90, 2)
        self.show_dialog('leads-convert', 'CrmConvertDialog')

    def deals(self):
        # The first card.
        self.window.click(120 if self.narrow else 370, 290 if self.narrow else 250, 2)
        self.show('deals-detail', 'CrmDealPage')
        self.window.act('deal-page.edit')
        self.show_dialog('deals-edit', 'CrmRecordEditor')
        self.window.act('deal-page.lose')
        self.show_dialog('deals-lost', 'CrmLostDialog')
        self.window.act('deals.back')
        self.window.act("deals.look('list')")
        self.show('deals-list', 'CrmDealList')
        self.window.act("deals.look('forecast')")
        self.show('deals-forecast', 'CrmDealForecast')
        self.window.act("deals.look('board')")
        self.window.act('deals.edit-pipeline')
        self.show_dialog('deals-pipeline', 'CrmPipelineDialog')

    def sell(self):
        """A document at every step: a quote, its order and its invoice, paid in part; drafts; an invoice that is overdue."""
        file = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'customers' / 'customers.crm'
        persian = self.look.language == 'fa'
        currency, paid = ('IRR', 5_000_000) if persian else ('EUR', 50)
        products = json.loads(self.crmctl(file, '--json', 'list', 'product', '--limit', '3'))
        people = [line.split()[0] for line in self.crmctl(file, 'list', 'person', '--limit', '4').splitlines()]
        lines = [f'product={product["code"]}; text={product["name"]}; quantity={number + 1}; unit={product["unit"]}; price={product["price"] if persian else product["price"] / 100}; tax={product["tax"]}'
                 for number, product in enumerate(products, 1)]

        def make(*arguments):
            return json.loads(self.crmctl(file, '--json', *arguments))['uid']

        quote = make('add', 'quote', f'person={people[0]}', f'currency={currency}', f'subject={"سفارش بهار" if persian else "Spring campaign"}', 'lines=' + '\n'.join(lines), 'discount_percent=5', 'status=sent')
        order = make('make', 'order', quote)
        self.crmctl(file, 'set', order, 'promised=+5d')
        invoice = make('make', 'invoice', order)
        self.crmctl(file, 'issue', invoice)
        self.crmctl(file, 'pay', invoice, str(paid), '--by', 'card', '--reference', '4471')
        late = make('add', 'invoice', f'person={people[1]}', f'currency={currency}', f'lines={lines[0]}', 'due=-10d', 'date=-40d')
        self.crmctl(file, 'issue', late)
        self.crmctl(file, 'add', 'invoice', f'person={people[2]}', f'currency={currency}', 'lines=' + '\n'.join(lines))
        self.crmctl(file, 'add', 'quote', f'person={people[3]}', f'currency={currency}', f'lines={lines[1]}')

    def sales(self):
        self.sell()
        # What another program writes is heard of once a second, and stands above what is looked at.
        time.sleep(2)
        self.window.act('list.clear')
        self.show('sales-invoices', 'CrmTable')
        # The first rows of the table, or of the list: a draft, and what is paid in part.
        for place, name in enumerate(('draft', 'issued')):
            self.window.click(120 if self.narrow else 400, 218 + 49 * place if self.narrow else 238 + 34 * place, 1 if self.narrow else 2)
            self.show(f'sales-{name}', 'CrmSalePage')
            if name == 'issued':
                self.window.act('sale.next')
                self.show_dialog('sales-pay', 'CrmPayDialog')
            self.window.activate('go-back')
        for name in ('quote', 'sales_order', 'payment', 'product'):
            self.window.act(f"lists.show('{name}')")
            self.show(f'sales-{name}s')
        self.window.click(120 if self.narrow else 400, 218 if self.narrow else 238, 1 if self.narrow else 2)
        self.show('sales-product', 'CrmPlainDetail')
        self.window.activate('go-back')

    def service(self):
        """What is asked: the lists, a case that waits for its answer, one that was solved, and a question that is being typed."""
        persian = self.look.language == 'fa'
        self.window.click(120 if self.narrow else 400, 218 if self.narrow else 238, 1 if self.narrow else 2)
        self.show('service-case', 'CrmCasePage')
        self.window.act('case.next')
        self.show_dialog('service-solve', 'CrmDraftDialog')
        self.window.activate('go-back')
        self.window.activate('create')
        self.window.type('سوزن ابریشم ' if persian else 'Which file formats do I get ')
        self.show_dialog('service-new', 'CrmAnswersBox')
        for name in ('questions', 'article', 'feedback'):
            self.window.act(f"lists.show('{name}')")
            self.show(f'service-{name}')

    def quality(self):
        self.window.activate('quality')
        self.show('quality', 'CrmQualityPage')
        # The first two people of the file.
        self.window.activate('merge', '<(int64 65, int64 129)>')
        self.show_dialog('merge', 'CrmMergeDialog')

    def exchange(self):
        self.window.activate('export')
        self.show_dialog('export', 'CrmExportDialog')
        self.window.activate('import')
        self.show_dialog('import-choose', 'CrmImportDialog')
        self.window.open(TREE / 'tests/data/csv' / ('windows1256-semicolons.csv' if self.look.language == 'fa' else 'google-new.csv'))
        self.show('import-match', 'CrmImportColumnRow')
        self.window.act('import.try')
        self.wait_for_work()
        self.show('import-trial')
        self.window.act('import.changes')
        self.show_dialog('import-changes', 'CrmImportChanges')
        self.window.act('import.run')
        self.wait_for_work()
        self.show_dialog('import-summary')

    def backups(self):
        self.window.activate('backups')
        self.show('backups-none', 'CrmBackupsDialog')
        self.window.act('backups.now')
        self.show_dialog('backups', 'CrmBackupsDialog')

    def crmctl(self, path, *arguments):
        done = subprocess.run([self.window.build / 'src/cli/crmctl', '--file', path, *arguments], capture_output=True, text=True, env=dict(self.window.environment, DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent'))
        if done.returncode:
            raise Failed(f'crmctl {" ".join(arguments)}: {done.stderr.strip()}')
        return done.stdout

    def disagree(self, url, other):
        """Two files and one server: both change the same, and then hear of each other."""
        file = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'customers' / 'customers.crm'
        persian = self.look.language == 'fa'
        self.crmctl(other, 'init', '--sample', 'empty')
        for path in (file, other):
            self.crmctl(path, 'remote', 'add', url)
            self.crmctl(path, 'sync')
        person, deal = (self.crmctl(file, 'list', kind, '--limit', '1').split()[0] for kind in ('person', 'deal'))
        self.crmctl(other, 'set', person, 'about=' + ('چای دوست دارد، و صبح‌ها بهتر می‌شود با او حرف زد.' if persian else 'Likes tea, and is best spoken to in the morning.'))
        self.crmctl(other, 'set', person, 'nickname=' + ('شیری' if persian else 'Sheri'))
        self.crmctl(other, 'set', deal, 'value=9500000')
        self.crmctl(other, 'add', 'person', 'given_name=' + ('پریسا' if persian else 'Parisa'))
        self.crmctl(other, 'sync')
        self.crmctl(file, 'set', person, 'about=' + ('پارچهٔ ابریشمی می‌خواهد.' if persian else 'Wants silk.'))
        self.crmctl(file, 'set', person, 'nickname=' + ('شیرین' if persian else 'Shirin'))
        self.crmctl(file, 'set', deal, 'value=8750000')

    def sync(self):
        self.window.activate('sync')
        self.show('sync-none', 'CrmSyncPage')
        self.window.act('remotes.add')
        self.show_dialog('sync-add', 'CrmRemoteDialog')
        server = subprocess.Popen([self.window.build / 'tests/sync/fake-server'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            with tempfile.TemporaryDirectory() as folder:
                self.disagree(server.stdout.readline().strip(), pathlib.Path(folder) / 'other.crm')
            self.window.activate('sync-now')
            self.show('sync', 'CrmConflictRow')
            self.window.activate('preferences')
            self.show_dialog('preferences-sync', 'CrmRemoteRow')
            self.window.act('sync.keep-all')
            self.show('sync-kept')
        finally:
            server.stdin.close()
            server.wait(PATIENCE)
        self.window.activate('sync-now')
        self.show('sync-offline')

    def team(self):
        """The same business with somebody else in it."""
        file = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'customers' / 'customers.crm'
        persian = self.look.language == 'fa'
        me = json.loads(self.crmctl(file, '--json', 'history'))[0]['author']
        other = 'سمیرا' if persian else 'Samira'
        for name in (me, other):
            self.crmctl(file, 'add', 'user', f'name={name}')
        for owner, subject in ((me, 'تماس با باربری' if persian else 'Call the carrier'), (other, 'فرستادن نمونه‌ها' if persian else 'Send the samples')):
            self.crmctl(file, 'add', 'activity', 'kind=task', f'subject={subject}', 'due=today', f'owner={owner}')
        # What another program writes is heard of once a second.
        time.sleep(2)
        self.window.activate('section', '<1>')
        self.show('team-today', 'CrmTodayPage')
        self.window.activate('section', '<6>')
        self.show('team-deals', 'CrmDealBoard')
        self.window.activate('preferences')
        self.show_dialog('team-preferences', 'CrmTeamGroup')

    def lock(self):
        """A passphrase is chosen, then all is hidden; a wrong one is refused."""
        self.window.activate('preferences')
        wait_until('preferences opening', lambda: 'CrmPreferencesWindow' in self.window.look_over()[2])
        self.window.act('lock.choose')
        self.show('lock-choose', 'CrmPassphraseDialog')
        self.window.answer('1234')
        self.window.answer('1234')
        wait_until('the passphrase being kept', lambda: 'lock-hash' in self.window.read_settings())
        self.window.close_dialog()
        wait_until('preferences closing', lambda: 'CrmPreferencesWindow' not in self.window.look_over()[2])
        self.window.activate('lock', path=os.path.dirname(os.path.dirname(OBJECT)))
        self.show('lock', 'CrmLockWindow')
        self.window.answer('4321')
        self.show('lock-wrong')
        self.window.answer('1234')
        wait_until('the lock opening', lambda: 'CrmLockWindow' not in self.window.look_over()[2])

    def help(self):
        """The page about Data Quality, which is in sight; a search in it; the list of all."""
        self.window.activate('help')
        self.show('help', 'CrmHelpView')
        self.window.act('help.search')
        self.window.type('چک' if self.look.language == 'fa' else 'weighted')
        self.show('help-search')
        self.window.act('help.leave')
        self.window.act('help.leave')
        wait_until('the help closing', lambda: 'CrmHelpView' not in self.window.look_over()[2])

    def all(self):
        self.welcome()
        for number, page in enumerate(PAGES, 1):
            self.page(number, page)
            if page in ('people', 'companies'):
                self.directory(page)
            elif page == 'leads':
                self.leads()
            elif page == 'deals':
                self.deals()
            elif page == 'sales':
                self.sales()
            elif page == 'service':
                self.service()
            elif page == 'insight':
                self.insight()
        self.quality()
        self.exchange()
        self.backups()
        self.window.activate('preferences')
        self.show_dialog('preferences', 'CrmPreferencesWindow')
        self.lock()
        self.window.activate('find')
        self.show_dialog('palette', 'CrmPalette')
        self.window.activate('shortcuts')
        self.show_dialog('shortcuts')
        self.help()
        self.team()
        self.sync()


def see(look, out, build):
    """One look, on the display there is. Returns how many checks were made, and what is wrong."""
    checks = 0
    problems = []
    with tempfile.TemporaryDirectory() as name:
        try:
            window = Window(build, look, pathlib.Path(name))
            walk = Walk(window, out)
            try:
                walk.all()
            finally:
                problems += walk.problems + [f'{look}: {line}' for line in window.close()]
                checks = walk.checks
        except Failed as failure:
            problems.append(f'{look}: {failure}')
    return checks, problems


def send(look, options):
    """One look, on a display of its own."""
    done = subprocess.run([TREE / 'tests/ui/display-run', '/usr/bin/python3', __file__, '--out', options.out, '--build', options.build, '--look', str(look)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        return json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return 0, [f'{look}: the walk ended with status {done.returncode}: {done.stderr.strip()[-600:]}']


def main():
    parser = argparse.ArgumentParser(description='Walks every page and saves pictures.')
    parser.add_argument('--out', default=str(TREE / 'tour'))
    parser.add_argument('--build', default=str(TREE / '_build'))
    parser.add_argument('--quick', action='store_true', help='one look of each language')
    parser.add_argument('--look', help='one look by its name, on the display there is')
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    looks = [Look(language, width, dark) for language in ('en', 'fa') for width in (1180, 370) for dark in (False, True)]
    looks += [Look('en', 1180, False, 'contrast'), Look('fa', 1180, True, 'contrast'), Look('en', 1180, False, 'large'), Look('fa', 1180, False, 'large')]
    if options.look:
        print(json.dumps(see(next(look for look in looks if str(look) == options.look), out, pathlib.Path(options.build))))
        return 0
    if options.quick:
        looks = [Look('en', 1180, False), Look('fa', 370, True)]

    out.mkdir(parents=True, exist_ok=True)
    print(f'{len(looks)} looks, {os.cpu_count()} at once …', flush=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        seen = list(pool.map(lambda look: send(look, options), looks))
    checks = sum(made for made, _ in seen)
    problems = [problem for _, found in seen for problem in found]

    pictures = sorted(path.name for path in out.glob('*.png'))
    summary = [f'{len(pictures)} pictures in {out}', f'{checks} checks of text and room'] + (problems or ['no problem was found'])
    (out / 'summary.txt').write_text('\n'.join(summary + pictures) + '\n')
    print('\n'.join(summary))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
