"""Tell how far a step of a build is: on a terminal in a line that is written over, elsewhere when it is done."""

from __future__ import annotations

import sys
import time

_CLEAR = "\r\x1b[K"


class Progress:
    """Counts what is done of a step."""

    def __init__(self, what: str, total: int) -> None:
        """Begin a step.

        Args:
            what: what is counted, in words that follow a number.
            total: how many there are.
        """
        self.what = what
        self.total = total
        self.done = 0
        self.begun = time.monotonic()

    def step(self) -> None:
        """Count one more."""
        self.done += 1
        seconds = time.monotonic() - self.begun
        clear = _CLEAR if sys.stdout.isatty() else ""
        if self.done == self.total:
            print(f"{clear}{self.total} {self.what} in {seconds:.0f} s", flush=True)
        elif clear:
            left = seconds / self.done * (self.total - self.done)
            print(f"{clear}{self.done} of {self.total} {self.what}, {left:.0f} s left", end="", flush=True)
