"""How much work does a public form ask of a browser, is it done, and how long does one wait without? Numbers alone.

The work is to find a number whose SHA-256, written behind the page's own nonce, begins with so many zero bits: on average
2 to the power of `bits` tries for whoever sends the form, and one for the house. Whoever runs no scripts waits instead.
"""

import hashlib
import re
from datetime import timedelta

LATELY = timedelta(minutes=10)
"""What was sent in this time says how busy the public forms are."""
PAGE_LASTS = timedelta(hours=3)
"""For how long after it was opened a page can be sent."""
USUAL = 20
"""How many forms in that time are nothing unusual; each doubling of it asks for a bit more."""
MOST_FURTHER_BITS = 6
WAITING_USUAL = 5
"""How many in that time may wait as long as always; with so many more the others wait twice as long."""
MOST_DOUBLINGS = 10
_ANSWER = re.compile(r"[0-9]{1,15}")


def bits_now(usual: int, sent_lately: int) -> int:
    """How many zero bits to ask for; none if the setting is none."""
    further = (1 + sent_lately // USUAL).bit_length() - 1
    return usual + min(further, MOST_FURTHER_BITS) if usual else 0


def wait_now(usual: int, waited_lately: int) -> int:
    """How many seconds a form waits without work. Waiting can be done many times over at once, so it grows fast."""
    return usual << min(waited_lately // WAITING_USUAL, MOST_DOUBLINGS)


def is_solved(nonce: str, answer: str, bits: int) -> bool:
    """Does the answer do the work that was asked for?"""
    if not _ANSWER.fullmatch(answer):
        return False
    found = hashlib.sha256(f"{nonce}:{answer}".encode()).digest()
    return int.from_bytes(found) >> (256 - bits) == 0
