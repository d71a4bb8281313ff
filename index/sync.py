"""Make a library hold exactly what some files, folders and addresses hold.

sources -> files -> Readings -> catalog -> (settled) -> the next generation -> published.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from index.catalog import Catalog
from index.deriving import Derivation
from index.documents import ReadingOptions
from index.embedder import Embedder, shared_embedder
from index.embeddings import EmbeddingCache
from index.errors import SourceError
from index.formats import READERS_VERSION, unpack
from index.generations import drop_orphans, is_there
from index.intake import Intake, SyncResult
from index.locking import writing_to
from index.reading import Holder, read_holders
from index.settings import Settings, library_path, read_settings
from index.settling import settle
from index.sources import FilesUnder, Inventory, Source, is_under, named_source
from index.update import Update

__all__ = ["SyncResult", "forget_source", "index_paths"]

Progress = Callable[[str, int, int], None]


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
        SettingsError: a path, or the library's, is empty or can't be one.
        SourceError: a path doesn't exist, or holds no article that can be read.
        LibraryBusy: another process is indexing into the library.
        LibraryMismatch: the library was built with another embedding model or schema.
        LibraryError: the library's folder can't be written.
    """
    settings = read_settings()
    folder = library_path(library)
    embedder = embedder or shared_embedder(settings.embedder)
    sources = list({s.name: s for s in (named_source(path, fields) for path in paths)}.values())
    if not Catalog(folder).exists:
        if not sources:
            raise SourceError("Nothing to index: name a folder, as in: footnote index PATH", folder)
        _list_all(sources)  # nothing is made for paths without articles
    with writing_to(folder):
        return _Sync(folder, embedder, settings, progress).run(sources, rebuild=rebuild)


def forget_source(
    name: str | Path, *, library: str | Path | None = None, embedder: Embedder | None = None
) -> SyncResult:
    """Stop mirroring a source, and remove the articles that came from it alone.

    Args:
        name: the source as it was indexed; it need not exist any more.
        library: the library's folder. Default: FOOTNOTE_LIBRARY.
        embedder: the embedding model. Default: the one that the library was built with.

    Raises:
        SourceError: the library doesn't mirror it.
        LibraryMismatch: the library was built with another embedding model.
        LibraryMissing, LibraryBusy, LibraryDamaged, LibraryError: as for index_paths.
    """
    settings = read_settings()
    folder = library_path(library)
    with Catalog(folder).read() as snapshot:
        manifest = snapshot.manifest()
        embedder = embedder or shared_embedder(manifest.embedder)
        manifest.require_embedder(embedder.name, folder)
    with writing_to(folder):
        return _Sync(folder, embedder, settings).forget(named_source(name))


class _Sync:
    """One indexing of one library, under its lock."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        settings: Settings,
        progress: Progress | None = None,
    ) -> None:
        self._folder = folder
        self._catalog = Catalog(folder)
        self._embedder = embedder
        self._settings = settings
        self._progress = progress or (lambda _stage, _done, _total: None)

    def run(self, sources: list[Source], *, rebuild: bool) -> SyncResult:
        self._catalog.create(self._embedder.name)
        with self._catalog.write() as update:
            if not rebuild:
                update.manifest().require_embedder(self._embedder.name, self._folder)
            known = update.sources()
            inventory = _list_all(sources, {source.name for source in known})
            named = {source.name for source in sources}
            others = [s for s in known if s.name not in named]
            if sources and not rebuild:
                # A source within another is kept in step with it, and is read as it says itself.
                others = [s for s in others if is_under(s.name, named)]
            _list_known(others, inventory)
            sources = [*sources, *others]
            for source in sources:
                update.add_source(source)
            intake = Intake(update)
            intake.result.passed_over = dict(inventory.passed_over)
            self._read(update, intake, inventory, [source.name for source in sources], rebuild)
            self._publish(update, intake, anew=rebuild)
        self._drop_orphans()
        return intake.result

    def forget(self, source: Source) -> SyncResult:
        with self._catalog.write() as update:
            known = [other.name for other in update.sources()]
            if source.name not in known:
                raise SourceError(
                    f"{source.name} is no source of the library; its sources are: "
                    f"{', '.join(known) or 'none'}",
                    Path(source.name),
                )
            update.remove_source(source.name)
            others = [name for name in known if name != source.name]
            intake = Intake(update)
            intake.remove(
                file
                for file in update.looks()
                if is_under(file, [source.name]) and not is_under(file, others)
            )
            update.replace_skipped([source.name], {}, unread=FilesUnder(others))
            self._publish(update, intake, anew=False)
        self._drop_orphans()
        return intake.result

    def _read(
        self,
        update: Update,
        intake: Intake,
        inventory: Inventory,
        names: list[str],
        reread: bool,
    ) -> None:
        """Bring the catalog in step with the files and addresses."""
        looks = update.looks()
        new = [f for f, look in inventory.looks.items() if reread or looks.get(f) != look]
        gone = [f for f in looks if is_under(f, names) and not inventory.holds_place_of(f)]
        asked = {*new, *gone, *inventory.addresses}
        unread = {f for f in looks if f not in asked and is_under(f, names)}
        intake.keep(unread)
        intake.skipped |= {where: (where, why) for where, why in inventory.unlisted.items()}
        self._read_files(update, intake, inventory, new)
        unread |= self._read_addresses(update, intake, inventory.addresses, {} if reread else looks)
        self._require_any(intake, names)
        intake.remove(gone)
        update.replace_skipped(names, intake.skipped, unread=unread)
        intake.result.skipped = update.skipped(names)

    def _read_files(
        self, update: Update, intake: Intake, inventory: Inventory, files: list[str]
    ) -> None:
        def holder(file: str) -> Holder:
            options = ReadingOptions(self._most_bytes, inventory.holders[file].fields)
            return Holder(file, unpack(Path(file), options), options)

        for number, (file, outcomes) in enumerate(
            zip(files, read_holders(map(holder, files)), strict=True)
        ):
            self._progress("Reading", number, len(files))
            if intake.take(file, outcomes):
                update.set_look(file, inventory.looks[file])
        self._progress("Reading", len(files), len(files))

    def _read_addresses(
        self, update: Update, intake: Intake, addresses: list[str], looks: Mapping[str, str]
    ) -> set[str]:
        """Ask addresses what they hold; return those that have nothing new."""
        unchanged: set[str] = set()
        if not addresses:
            return unchanged
        # These take long to import, which a library of files alone can do without.
        from index.fetching import Fetcher  # noqa: PLC0415
        from index.visiting import Visit  # noqa: PLC0415

        options = ReadingOptions(self._most_bytes)
        with Fetcher(self._settings) as fetcher:
            for address in addresses:
                version, _, validator = looks.get(address, "").partition(" ")
                current = version == str(READERS_VERSION)
                known = frozenset(update.digests(address) if current else ())
                visit = Visit(address, known, validator if current else "")
                holder = Holder(address, visit.documents(fetcher, options), options)
                outcomes = list(chain.from_iterable(read_holders([holder])))
                mirrored = not (visit.is_feed or visit.unchanged)
                if intake.take(address, outcomes, mirrored=mirrored):
                    update.set_look(address, f"{READERS_VERSION} {visit.look}")
                if visit.unchanged:
                    unchanged.add(address)
        return unchanged

    def _publish(self, update: Update, intake: Intake, *, anew: bool) -> None:
        """Build and name the next generation, if there is anything new for it to hold."""
        changed = settle(update, list(intake.changed))
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
        elif changed or intake.removed:
            derivation.apply(changed=changed, removed=intake.removed)
        intake.result.articles, intake.result.passages = update.counts()

    def _drop_orphans(self) -> None:
        with self._catalog.read() as snapshot:
            drop_orphans(self._folder, snapshot.manifest())

    def _require_any(self, intake: Intake, names: list[str]) -> None:
        """Refuse sources of which nothing can be read, rather than empty the library of them."""
        result = intake.result
        if not intake.skipped or result.added or result.changed or result.unchanged:
            return
        (where, (_, reason)), *others = intake.skipped.items()
        more = f" (and {len(others)} more)" if others else ""
        raise SourceError(
            f"No article could be read in {', '.join(names)}: "
            f"{Path(where).name}: {reason}{more}; the library was left as it was.",
            Path(names[0]),
        )

    @property
    def _most_bytes(self) -> int:
        return int(self._settings.max_file_mb * 1e6)


def _list_all(sources: Iterable[Source], known: Container[str] = ()) -> Inventory:
    """List sources, each of which must hold articles; some are known from earlier indexings."""
    inventory = Inventory(known=known)
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
