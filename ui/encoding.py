"""What standard output can't show in its encoding is written out, rather than end the program."""

import codecs
import io
import json
from typing import TextIO

_NAME = "footnote.escape"


def write_out_unknown_letters(*streams: TextIO) -> None:
    """Make streams write letters that their encoding lacks as JSON does: "\\u0141".

    So what is JSON stays JSON, which "\\xe9" and "\\U0001f600" would spoil.
    """
    codecs.register_error(_NAME, _escaped)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_NAME)


def _escaped(exc: UnicodeError) -> tuple[str, int]:
    if not isinstance(exc, UnicodeEncodeError):
        raise exc
    return json.dumps(exc.object[exc.start : exc.end])[1:-1], exc.end
