"""A worker process: documents come in over standard input, what was read goes out.

Started by index.reading. Both ends speak pickle; the files' bytes themselves are never unpickled.
"""

import faulthandler
import os
import pickle
import sys
from contextlib import suppress

from index.errors import UnreadableFile
from index.reading import Outcome, read
from index.settings import silence_libraries

# A file that needs more than this to be parsed is skipped, not the machine filled.
_MOST_MEMORY_BYTES = 4_000_000_000
# How much later than the process that started it a worker gives up a document by itself.
_GRACE_S = 5.0


def serve(timeout_s: float) -> None:
    """Read documents until there are no more.

    Args:
        timeout_s: a document that takes longer is given up by the process that started this one;
            if that is no more, this one ends a little later, even while a parser is at work.
    """
    _limit_memory()
    silence_libraries()  # MarkItDown brings onnxruntime, which would report its use
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    pickle.dump("ready", answers)
    answers.flush()
    while True:
        try:
            document, options = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own process
        except EOFError:
            return
        outcome: Outcome
        faulthandler.dump_traceback_later(timeout_s + _GRACE_S, exit=True)
        try:
            outcome = read(document, options)
        except MemoryError:
            outcome = UnreadableFile(document.location, "needs too much memory to read")
        faulthandler.cancel_dump_traceback_later()
        pickle.dump(outcome, answers)
        answers.flush()


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY_BYTES, _MOST_MEMORY_BYTES))
