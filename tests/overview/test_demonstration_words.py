"""Do the words of the exercise hold together: counts, keys, places, brackets, and clean writing?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import chain

import pytest

from oewg.accounts.register import STATES
from oewg.mandate.rules.elements import ELEMENT_KEYS
