"""What was read goes into the catalog: what is new, changed or gone, and what couldn't be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from index.articles import location
from index.errors import UnreadableFile
from index.reading import Outcome, Reading
from index.update import Update

_KEPT = "; what was read from it before was kept"


@dataclass
class SyncResult:
    """What an indexing did, by article: lists of Article.location.

    Attributes:
        skipped: why each file, part of one, folder or address that couldn't be read couldn't.
        passed_over: how many files of other formats lie in the folders that were listed, by suffix,
            and of links to folders; see Inventory.
        articles, passages: how many the library holds now, from all its sources.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    passed_over: dict[str, int] = field(default_factory=dict)
    articles: int = 0
    passages: int = 0


class Intake:
    """The writing of what was read to the catalog, with an account of it.

    Attributes:
        result: the account.
        changed, removed: the ids of the articles that have to be indexed, or are gone.
        skipped: by location, the file it lies in, and why it couldn't be read.
    """

    def __init__(self, update: Update) -> None:
        self._update = update
        self.result = SyncResult()
        self.changed: dict[str, None] = {}
        self.removed: list[str] = []
        self.skipped: dict[str, tuple[str, str]] = {}

    def take(self, file: str, outcomes: Iterable[Outcome], *, mirrored: bool = True) -> bool:
        """Write what became of the articles in a file or at an address.

        Args:
            file: its name.
            outcomes: of each article in it, in any order.
            mirrored: articles that are not among the outcomes are gone from the file, and go,
                save those that may be what can't be read now.

        Returns:
            False if no more than a part of the file could be looked into; then nothing goes.
        """
        before = self._update.digests(file)
        unseen = set(before)
        broken: list[UnreadableFile] = []
        for outcome in outcomes:
            if isinstance(outcome, Reading):
                unseen.discard(outcome.article.part)
                self._put(outcome, before.get(outcome.article.part))
            else:
                broken.append(outcome)
        kept = self._skip(file, broken, unseen)
        if mirrored:
            gone = sorted(unseen - kept)
            self.removed += self._update.remove_parts(file, gone)
            self.result.removed += [location(file, part) for part in gone]
        else:
            self.result.unchanged += [location(file, part) for part in sorted(unseen)]
        return all(one.location != file for one in broken)

    def _skip(self, file: str, broken: list[UnreadableFile], unseen: set[str]) -> set[str]:
        """Take note of what can't be read in a file; return which of its articles that may be.

        What can't be read now may be half saved: what it held stays until it can.
        """
        places: dict[str, str] = {}
        for one in broken:
            part = one.location.removeprefix(file).removeprefix("#")
            unknown = one.nameless and part not in unseen
            places[one.location] = part.rpartition("#")[0] if unknown else part
        within = set(places.values())
        kept = {part for part in unseen if not within.isdisjoint(_around(part))}
        held = {place for part in kept for place in _around(part)}
        for one in broken:
            reason = one.reason + (_KEPT if places[one.location] in held else "")
            self.skipped[one.location] = (file, reason)
        return kept

    def remove(self, files: Iterable[str]) -> None:
        """Remove files with all their articles."""
        held = self._update.locations()
        for file in files:
            self.result.removed += [location(file, part) for part in held.get(file, [])]
            self.removed += self._update.remove_file(file)

    def keep(self, files: Iterable[str]) -> None:
        """Take note of files that are as they were."""
        held = self._update.locations()
        self.result.unchanged += sorted(
            location(file, part) for file in files for part in held.get(file, [])
        )

    def _put(self, reading: Reading, before: str | None) -> None:
        article = reading.article
        if before == reading.digest:
            self.result.unchanged.append(article.location)
            return
        (self.result.added if before is None else self.result.changed).append(article.location)
        self._update.put(reading)
        self.changed[article.id] = None


def _around(part: str) -> Iterator[str]:
    """Yield a part of a file and what it lies in: a file in an archive, and the file itself."""
    yield part
    while part:
        part = part.rpartition("#")[0]
        yield part
