"""Make a library hold exactly what some files, folders and addresses hold.

sources -> files -> Readings -> catalog -> (settled) -> the next generation -> published.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.articles import location
from index.catalog import Catalog
from index.deriving import Derivation
from index.documents import ReadingOptions
from index.embedder import Embedder, shared_embedder
from index.embeddings import EmbeddingCache
from index.errors import SourceError
from index.generations import drop_orphans, is_there
from index.locking import writing_to
from index.reading import Reading, read_files
from index.settings import absolute_path, read_settings
from index.settling import settle
from index.sources import Inventory, Source, is_under, named_source
from index.update import Update

Progress = Callable[[str, int, int], None]
_KEPT = "; what was read from it before was kept"


@dataclass
class SyncResult:
    """What an indexing did, by article: lists of Article.location.

    Attributes:
        skipped: why each file, part of one, folder or address that couldn't be read couldn't.
        articles, passages: how many the library holds now, from all its sources.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    articles: int = 0
    passages: int = 0


def index_paths(
    paths: Sequence[str | Path],
    *,
    library: str | Path | None = None,
    embedder: Embedder | None = None,
    rebuild: bool = False,
    fields: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> SyncResult:
    """Make a library mirror sources: what is new, changed or gone there, and no more.

    Args:
        paths: files, folders or web addresses; none for all that the library mirrors already.
        library: the library's folder; made if it isn't there. Default: FOOTNOTE_LIBRARY.
        embedder: the embedding model. Default: FOOTNOTE_EMBEDDER.
        rebuild: read everything that the library mirrors again, and index it anew.
        fields: for records (JSON, CSV): the name of the field that holds each of id, url, title,
            text, published, authors and outlet, where it is another; remembered with the paths.
        progress: called with a stage ("Reading", "Indexing"), how much of it is done, and how
            much there is (files, then articles).

    Raises:
        SettingsError: a path can't be one.
        SourceError: a path doesn't exist, or holds no article that can be read.
        LibraryBusy: another process is indexing into the library.
        LibraryMismatch: the library was built with another embedding model or schema.
        LibraryError: the library's folder can't be written.
    """
    settings = read_settings()
    folder = absolute_path(library or settings.library)
    embedder = embedder or shared_embedder(settings.embedder)
    sources = list({s.name: s for s in (named_source(path, fields) for path in paths)}.values())
    catalog = Catalog(folder)
    if not catalog.exists:
        if not sources:
            raise SourceError("Nothing to index: name a folder, as in: footnote index PATH", folder)
        _list_all(sources)  # nothing is made for paths without articles
    with writing_to(folder):
        catalog.create(embedder.name)
        sync = _Sync(folder, catalog, embedder, int(settings.max_file_mb * 1e6), progress)
        return sync.run(sources, rebuild=rebuild)


def forget_source(name: str | Path, *, library: str | Path | None = None) -> SyncResult:
    """Stop mirroring a source, and remove the articles that came from it alone.

    Args:
        name: the source as it was indexed; it need not exist any more.
        library: the library's folder. Default: FOOTNOTE_LIBRARY.

    Raises:
        SourceError: the library doesn't mirror it.
        LibraryMissing, LibraryBusy, LibraryDamaged, LibraryError: as for index_paths.
    """
    folder = absolute_path(library or read_settings().library)
    catalog = Catalog(folder)
    with catalog.read() as snapshot:
        manifest = snapshot.manifest()
    with writing_to(folder):
        sync = _Sync(folder, catalog, shared_embedder(manifest.embedder), 0, None)
        return sync.forget(named_source(name))


class _Sync:
    """One indexing of one library, under its lock."""

    def __init__(
        self,
        folder: Path,
        catalog: Catalog,
        embedder: Embedder,
        most_bytes: int,
        progress: Progress | None,
    ) -> None:
        self._folder = folder
        self._catalog = catalog
        self._embedder = embedder
        self._most_bytes = most_bytes
        self._progress = progress or (lambda _stage, _done, _total: None)
        self._result = SyncResult()
        self._skips: dict[str, tuple[str, str]] = {}
        self._changed: dict[str, None] = {}
        self._removed: list[str] = []

    def run(self, sources: list[Source], *, rebuild: bool) -> SyncResult:
        with self._catalog.write() as update:
            if not rebuild:
                update.manifest().require_embedder(self._embedder.name, self._folder)
            known = update.sources()
            inventory = _list_all(sources)
            if rebuild or not sources:
                named = {source.name for source in sources}
                _list_known([s for s in known if s.name not in named], inventory)
                sources = list({s.name: s for s in (*known, *sources)}.values())
            for source in sources:
                update.add_source(source)
            names = [source.name for source in sources]
            self._read(update, inventory, names, reread=rebuild)
            self._publish(update, anew=rebuild)
        return self._finish()

    def forget(self, source: Source) -> SyncResult:
        with self._catalog.write() as update:
            known = update.sources()
            names = [other.name for other in known if other.name != source.name]
            if len(names) == len(known):
                said = ", ".join(names) or "none"
                raise SourceError(
                    f"{source.name} is no source of the library; its sources are: {said}",
                    Path(source.name),
                )
            update.remove_source(source.name)
            gone = [
                file
                for file in update.looks()
                if is_under(file, [source.name]) and not is_under(file, names)
            ]
            self._remove_files(update, gone)
            update.replace_skipped([source.name], {})
            self._publish(update, anew=False)
        return self._finish()

    def _read(
        self, update: Update, inventory: Inventory, names: list[str], *, reread: bool
    ) -> None:
        """Bring the catalog's articles in step with the files."""
        looks, locations = update.looks(), update.locations()
        new = [f for f, look in inventory.looks.items() if reread or looks.get(f) != look]
        gone = [f for f in looks if is_under(f, names) and not inventory.holds_place_of(f)]
        self._skips |= {where: (where, why) for where, why in inventory.unlisted.items()}
        kept = looks.keys() - set(new) - set(gone)
        self._result.unchanged = sorted(
            location(file, part)
            for file in kept
            if is_under(file, names)
            for part in locations.get(file, [])
        )
        self._put_files(update, inventory, new)
        self._require_any(names)
        self._remove_files(update, gone)
        update.replace_skipped(names, self._skips)
        self._result.skipped = {where: why for where, (_, why) in self._skips.items()}

    def _put_files(self, update: Update, inventory: Inventory, files: list[str]) -> None:
        """Read files and write their articles to the catalog, one file after another."""

        def options(file: str) -> ReadingOptions:
            return ReadingOptions(self._most_bytes, inventory.fields.get(file, {}))

        for number, (file, outcomes) in enumerate(read_files(files, options)):
            self._progress("Reading", number, len(files))
            before = update.digests(file)
            seen: set[str] = set()
            whole = True
            for outcome in outcomes:
                if isinstance(outcome, Reading):
                    seen.add(outcome.article.part)
                    self._put(update, outcome, before.get(outcome.article.part))
                    continue
                # What can't be read now may be half saved: what it held stays until it can.
                part = outcome.location.removeprefix(file).removeprefix("#")
                held = part in before or (not part and before)
                self._skips[outcome.location] = (file, outcome.reason + (_KEPT if held else ""))
                whole = whole and bool(part)
                seen.add(part)
            if whole:
                gone = before.keys() - seen
                self._removed += update.remove_parts(file, gone)
                self._result.removed += sorted(location(file, part) for part in gone)
                update.set_look(file, inventory.looks[file])
        self._progress("Reading", len(files), len(files))

    def _put(self, update: Update, reading: Reading, before: str | None) -> None:
        article = reading.article
        if before == reading.digest:
            self._result.unchanged.append(article.location)
            return
        (self._result.added if before is None else self._result.changed).append(article.location)
        update.put(reading)
        self._changed[article.id] = None

    def _remove_files(self, update: Update, files: Iterable[str]) -> None:
        locations = update.locations()
        for file in files:
            self._result.removed += [location(file, part) for part in locations.get(file, [])]
            self._removed += update.remove_file(file)

    def _publish(self, update: Update, *, anew: bool) -> None:
        """Build and name the next generation, if there is anything new for it to hold."""
        changed = settle(update, list(self._changed))
        if anew:
            update.set_embedder(self._embedder.name)
        derivation = Derivation(
            self._folder,
            update,
            EmbeddingCache(self._folder, self._embedder),
            lambda done, total: self._progress("Indexing", done, total),
        )
        if anew or not is_there(self._folder, update.manifest()):
            derivation.build_anew()
        elif changed or self._removed:
            derivation.apply(changed=changed, removed=self._removed)
        self._result.articles, self._result.passages = update.counts()

    def _finish(self) -> SyncResult:
        with self._catalog.read() as snapshot:
            drop_orphans(self._folder, snapshot.manifest())
        return self._result

    def _require_any(self, names: list[str]) -> None:
        """Refuse sources of which nothing can be read, rather than empty the library of them."""
        result = self._result
        if not self._skips or result.added or result.changed or result.unchanged:
            return
        (where, (_, reason)), *others = self._skips.items()
        more = f" (and {len(others)} more)" if others else ""
        raise SourceError(
            f"No article could be read in {', '.join(names)}: "
            f"{Path(where).name}: {reason}{more}; the library was left as it was.",
            Path(names[0]),
        )


def _list_all(sources: Iterable[Source]) -> Inventory:
    """List sources, each of which must hold articles."""
    inventory = Inventory()
    for source in sources:
        inventory.add(source)
    return inventory


def _list_known(sources: Iterable[Source], inventory: Inventory) -> None:
    """List sources of earlier indexings too; one that is empty or away now keeps what it gave."""
    for source in sources:
        try:
            inventory.add(source)
        except SourceError as exc:
            inventory.unlisted[source.name] = f"{exc} The articles read from it before were kept."
