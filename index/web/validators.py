"""What a server offers to ask with, the next time, whether its answer has changed."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

_SENDABLE = re.compile(r"[\x20-\x7e]{0,500}")


@dataclass(frozen=True)
class Validator:
    """An answer's ETag and Last-Modified (RFC 9110, 8.8), and the address that gave them."""

    address: str = ""
    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, address: str, headers: Mapping[str, str]) -> "Validator":
        """Take what can be sent again from an answer's headers."""
        offered = (headers.get("etag", ""), headers.get("last-modified", ""))
        return cls(address, *(text if _SENDABLE.fullmatch(text) else "" for text in offered))

    @classmethod
    def read(cls, text: str) -> "Validator":
        """Read what `written` wrote; anything else validates nothing."""
        try:
            parts = json.loads(text)
            return cls.of(
                parts["address"], {"etag": parts["etag"], "last-modified": parts["modified"]}
            )
        except (ValueError, TypeError, LookupError, RecursionError):
            return cls()

    @property
    def written(self) -> str:
        """One line of text; empty when there is nothing to ask with."""
        return json.dumps(asdict(self)) if self.etag or self.modified else ""

    def headers_for(self, address: str) -> dict[str, str]:
        """Return the headers of a conditional request, none for another address."""
        if address != self.address:
            return {}
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}
