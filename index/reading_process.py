"""A worker process: documents come in over standard input, what was read goes out.

Started by index.reading. Both ends speak pickle; the files' bytes themselves are never unpickled.
"""

import os
import pickle
import sys
from contextlib import suppress

from index.errors import UnreadableFile
from index.reading import Outcome, read

# A file that needs more than this to be parsed is skipped, not the machine filled.
_MOST_MEMORY_BYTES = 4_000_000_000


def serve() -> None:
    """Read documents until there are no more."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    while True:
        try:
            document, options = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own process
        except EOFError:
            return
        outcome: Outcome
        try:
            outcome = read(document, options)
        except MemoryError:
            outcome = UnreadableFile(document.location, "needs too much memory to read")
        pickle.dump(outcome, answers)
        answers.flush()


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY_BYTES, _MOST_MEMORY_BYTES))
