"""A worker process whose reader of .txt files does what the text says: hang, crash, fill memory."""

import os
import time

from index.formats import READERS
from index.reading_process import serve

__all__ = ["serve"]

_read_text = READERS[".txt"]


def _read(data, path):
    path.with_suffix(".pid").write_text(str(os.getpid()))
    if data.startswith(b"hang"):
        time.sleep(600)
    if data.startswith(b"crash"):
        os._exit(9)
    if data.startswith(b"abort"):
        os.abort()
    if data.startswith(b"fill"):
        bytearray(5_000_000_000)
    if data.startswith(b"print"):
        print("a library that talks")
        os.write(1, b"even from C\n")
    return _read_text(data, path)


READERS[".txt"] = _read
