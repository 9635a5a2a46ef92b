#!/usr/bin/python3
"""Whole jobs, done by somebody who sees nothing: keys go in through AT-SPI, and what a screen reader says of what has the focus comes out. What
is heard is printed, so that the log of this test can be read as the job. The file is asked through the command line whether it was done.

    display-run -- test-jobs.py PROGRAM CRMCTL
"""

import os
import pathlib
import subprocess
import sys

# A warning of the program is a failure. The library that listens warns of a cache that nobody offers.
ENVIRONMENT = dict(os.environ)
os.environ.pop('G_DEBUG', None)

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

from scenes import Crmctl, Failed, play, wait_until  # noqa: E402

PROGRAM, CRMCTL = sys.argv[1:3]
ISOLATES = dict.fromkeys(map(ord, '\u200e\u2066\u2067\u2068\u2069'))
KEYS = {'Return': 0xff0d, 'Tab': 0xff09, 'Escape': 0xff1b, 'Right': 0xff53, 'Down': 0xff54, 'space': 0x20}
MODIFIERS = {'Shift': 1, 'Ctrl': 4, 'Alt': 8}
# A press of a key that says nothing new is a dead end: no way through a window is longer.
FARTHEST = 40


class Reader:
    """A screen reader: what it heard last, and the keyboard."""

    def __init__(self):
        self.heard = []
        self.listener = Atspi.EventListener.new(self.focused)
        self.listener.register('object:state-changed:focused')
        # What is chosen in a list by an entry that keeps the focus.
        self.listener.register('object:property-change:accessible-description')

    def focused(self, event):
        try:
            source = event.source
            if event.type.startswith('object:property-change') and source.get_role() == Atspi.Role.ENTRY:
                self.heard.append(('chosen', (source.get_description() or '').translate(ISOLATES)))
            elif event.detail1 and event.type.startswith('object:state-changed'):
                self.heard.append((source.get_role_name(), (source.get_name() or '').translate(ISOLATES)))
        except GLib.Error:
            # It went while it was asked.
            pass

    def press(self, combination):
        """Ctrl+Shift+Right. What was heard before it is forgotten."""
        *modifiers, key = combination.split('+')
        state = sum(MODIFIERS[modifier] for modifier in modifiers)
        self.heard.clear()
        if state:
            Atspi.generate_keyboard_event(state, None, Atspi.KeySynthType.LOCKMODIFIERS)
        Atspi.generate_keyboard_event(KEYS.get(key) or ord(key), None, Atspi.KeySynthType.SYM)
        if state:
            Atspi.generate_keyboard_event(state, None, Atspi.KeySynthType.UNLOCKMODIFIERS)
        print(f'# press {combination}')

    def type(self, text):
        for letter in text:
            Atspi.generate_keyboard_event(ord(letter), None, Atspi.KeySynthType.SYM)
        print(f'# type “{text}”')

    def hear(self, role, text):
        def said():
            return next((words for what, words in self.heard if what == role and text in words), None)

        try:
            words = wait_until(f'hearing {role} “{text}”', said)
        except Failed as failure:
            raise Failed(f'{failure}; heard were {self.heard}') from failure
        print(f'#   hear {role} “{words}”')

    def go_to(self, role, text):
        """With Tab, through all that is on the way."""
        for _ in range(FARTHEST):
            self.press('Tab')
            wait_until('hearing where Tab leads', lambda: self.heard)
            if self.heard[-1][0] == role and text in self.heard[-1][1]:
                print(f'#   hear {role} “{self.heard[-1][1]}”')
                return
        raise Failed(f'Tab does not lead to {role} “{text}”')


def sees(role, text):
    """Whether something of that role and with these words is anywhere on the screen."""
    def walk(node):
        try:
            if node.get_role_name() == role and text in (node.get_name() or '').translate(ISOLATES):
                return True
            return any(child is not None and walk(child) for child in (node.get_child_at_index(i) for i in range(node.get_child_count())))
        except GLib.Error:
            return False

    return walk(Atspi.get_desktop(0))


def count(record_type):
    return len(crmctl('list', record_type).splitlines())


def adds_a_person():
    reader.press('Alt+3')
    reader.hear('entry', 'Name, company, phone or e-mail')
    reader.press('Ctrl+n')
    reader.hear('text', 'First name')
    reader.type('Nora')
    reader.press('Tab')
    reader.hear('text', 'Last name')
    reader.type('Field')
    reader.press('Ctrl+Return')
    reader.hear('push button', 'Photo')
    return 'Nora Field' in crmctl('list', 'person')


def logs_a_call():
    """Of the person who is shown."""
    reader.press('Ctrl+l')
    reader.hear('text', 'What was said?')
    reader.type('asked for a price')
    reader.press('Ctrl+Return')
    uid = next(line.split()[0] for line in crmctl('list', 'person').splitlines() if 'Nora Field' in line)
    return bool(wait_until('the call', lambda: 'asked for a price' in crmctl('show', uid, '--timeline')))


def stage_of(title):
    return next(deal['stage'] for deal in crmctl.json('list', 'deal') if deal['title'] == title)


def moves_a_deal():
    before = stage_of('Lookbook')
    reader.press('Alt+6')
    reader.hear('list item', 'Album sleeve, Ada Moyo')
    reader.press('Down')
    reader.hear('list item', 'Enquiry, card 2')
    reader.press('Ctrl+Shift+Right')
    reader.hear('list item', 'Brief, card')
    wait_until('the move', lambda: stage_of('Lookbook') != before)
    reader.press('Ctrl+z')
    return bool(wait_until('the way back', lambda: stage_of('Lookbook') == before))


def imports_a_file():
    """As the file manager hands it over: the chooser is the desktop's."""
    sheet = pathlib.Path(os.environ['HOME']) / 'two.csv'
    sheet.write_text('First name,Last name,E-mail\nVera,Lind,vera@lind.example\nIvo,Kral,ivo@kral.example\n')
    before = count('person')
    reader.heard.clear()
    subprocess.run([PROGRAM, sheet], check=True, env=ENVIRONMENT)
    reader.hear('list item', 'two.csv')
    reader.go_to('push button', 'Between columns')
    reader.go_to('push button', 'Import')
    reader.press('space')
    wait_until('two more people', lambda: count('person') == before + 2)
    wait_until('the report', lambda: sees('label', 'Imported'))
    reader.press('Escape')
    return bool(wait_until('the way back', lambda: not sees('frame', 'Import')))


def only(record_type):
    return crmctl.json('list', record_type, '--sort', 'created_at:desc', '--limit', '1')[0]


def sells_from_lead_to_payment():
    """A sale by keyboard alone, with no word typed twice."""
    reader.press('Alt+5')
    reader.hear('list item', 'Mila Ortmann')
    reader.press('Ctrl+n')
    reader.hear('text', 'Pasted text')
    reader.type('nina@brook.example, needs a new logo')
    reader.press('Tab')
    reader.hear('text', 'Name')
    reader.type('Nina Brook')
    reader.press('Ctrl+Return')
    reader.hear('list item', 'Nina Brook')
    reader.press('c')
    reader.hear('text', 'Deal')
    reader.press('Ctrl+Return')
    reader.hear('push button', 'Back to the Board')

    quotes = count('quote')
    reader.press('Ctrl+k')
    reader.hear('entry', 'Find or Do')
    reader.type('make a quote')
    reader.hear('chosen', 'Make a quote')
    reader.press('Return')
    wait_until('the quote', lambda: count('quote') == quotes + 1)
    reader.press('Ctrl+Shift+a')
    reader.type('logo')
    wait_until('the product', lambda: sees('list item', 'Logo'))
    reader.press('Return')
    wait_until('its line', lambda: 'Logo' in crmctl('show', only('quote')['uid']))
    orders, invoices = count('sales_order'), count('invoice')
    for step, what, done in (('Mark as Sent', 'the quote being sent', lambda: only('quote')['status'] == 'sent'),
                             ('Make an Order', 'the order', lambda: count('sales_order') == orders + 1),
                             ('Make an Invoice', 'the invoice', lambda: count('invoice') == invoices + 1),
                             ('Issue', 'the invoice being issued', lambda: only('invoice').get('number'))):
        wait_until(f'the button {step}', lambda: sees('push button', step))
        reader.press('Ctrl+Return')
        wait_until(what, done)
    wait_until('what is to be paid', lambda: sees('push button', 'Record a Payment'))
    payments = count('payment')
    reader.press('Ctrl+Return')
    reader.hear('text', 'Amount')
    reader.press('Ctrl+Return')
    return bool(wait_until('the payment', lambda: count('payment') == payments + 1))


def main():
    crmctl.begin('freelance')
    # Without a window manager, keys go to what is under the pointer: the window, or a dialog in its corner.
    subprocess.run(['xdotool', 'mousemove', '200', '300'], check=True)
    program = subprocess.Popen([PROGRAM], env=ENVIRONMENT)
    try:
        wait_until('the window', lambda: sees('list item', 'Insight'))
        return play((adds_a_person, logs_a_call, moves_a_deal, imports_a_file, sells_from_lead_to_payment))
    finally:
        program.terminate()
        program.wait()


crmctl = Crmctl(CRMCTL)
reader = Reader()

if __name__ == '__main__':
    sys.exit(main())
