"""What a search by meaning is narrowed to: the articles that pass some filters."""

from functools import cached_property

from index.filters import Filters
from index.snapshot import Snapshot


class Scope:
    """The articles that pass some filters, at one moment."""

    def __init__(self, snapshot: Snapshot, filters: Filters) -> None:
        self._snapshot = snapshot
        self._filters = filters

    @cached_property
    def _article_ids(self) -> set[str]:
        return self._snapshot.passing(self._filters)

    @cached_property
    def share(self) -> float:
        """The part of all articles that pass, 0 to 1."""
        return len(self._article_ids) / max(1, self._snapshot.article_count())

    def holds(self, passage_id: str) -> bool:
        """Say whether a passage belongs to an article that passes."""
        return passage_id.partition(":")[0] in self._article_ids

    def passage_ids(self) -> list[str]:
        """Return the ids of all passages of the articles that pass."""
        return self._snapshot.passage_ids(self._article_ids)
