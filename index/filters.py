"""What a search may be narrowed to."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Filters:
    """Conditions on an article; an article passes when it meets all that are set.

    Attributes:
        since: the earliest day of publication; an article without a day doesn't pass
            unless undated is set.
        until: the latest day of publication; an article without a day doesn't pass
            unless undated is set.
        outlets: names of outlets, as the articles give them.
        article_ids: ids of articles.
        undated: an article without a day passes since and until too.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    undated: bool = False


def day_number(day: date | None) -> int:
    """Return a day as a number that orders like it; 0 for an unknown day."""
    return day.toordinal() if day else 0
