"""Files of records for the tests, and what is in them."""

import json

from index.documents import ReadingOptions

OPTIONS = ReadingOptions(100_000)
ROSA = {"id": "rosa-1", "title": "Goat wins", "text": "Rosa won the race again."}
TUNNEL = {"id": "tunnel", "title": "Tunnel opens", "text": "The harbour tunnel opened on Monday."}


def lines(*records):
    return "\n".join(map(json.dumps, records))


def table(*records):
    return "\n".join(["id,title,text", *(",".join(record.values()) for record in records)])


BOTH = {"rosa-1": ROSA["text"], "tunnel": TUNNEL["text"]}
