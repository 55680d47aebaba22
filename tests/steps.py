"""How much work is a call, told without a clock? A machine under load must not make a test fail."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(call: Callable[..., object], *arguments: object) -> int:
    """How many lines of Python a call runs through; twice the input may take a little more than twice as many."""
    count = 0

    def within(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return within

    before = sys.gettrace()
    sys.settrace(within)
    try:
        call(*arguments)
    finally:
        sys.settrace(before)
    return count
