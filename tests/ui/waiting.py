"""How tests from outside a program wait: for a thing, never for a time."""

import time

PATIENCE = 30
PAUSE = 0.02


class Failed(Exception):
    pass


def wait_until(what, ready, meanwhile=None, patience=PATIENCE):
    """The first answer of `ready` that is one. `meanwhile` lets something else be heard."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        answer = ready()
        if answer:
            return answer
        if meanwhile:
            meanwhile()
        time.sleep(PAUSE)
    raise Failed(f'{what} did not happen within {patience} seconds')
