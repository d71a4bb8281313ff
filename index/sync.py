"""Make a library hold exactly what some files and folders hold.

files -> Articles -> Passages -> catalog, vectors and words of the next generation -> published.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from index.articles import Article, article_id
from index.catalog import Catalog, Update
from index.embedder import Embedder, shared_embedder
from index.embeddings import EmbeddingCache
from index.errors import LibraryBusy, LibraryDamaged, LibraryError, SourceError, UnreadableFile
from index.formats import read_article
from index.generations import Generation, begin_generation, drop_old_generations
from index.passages import Passage, split
from index.settings import absolute_path, read_settings
from index.sources import Listing, is_under

_CHUNK_ARTICLES = 64
Progress = Callable[[int, int], None]


@dataclass
class SyncResult:
    """What an indexing did, by file.

    Attributes:
        skipped: why each file or folder that couldn't be read couldn't.
        articles, passages: how many the library holds now, from all its sources.
    """

    added: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    skipped: dict[Path, str] = field(default_factory=dict)
    articles: int = 0
    passages: int = 0


def index_paths(
    paths: Sequence[str | Path],
    *,
    library: str | Path | None = None,
    embedder: Embedder | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> SyncResult:
    """Make a library mirror files and folders: what is new, changed or gone there, and no more.

    Args:
        paths: files or folders; none for all that the library mirrors already.
        library: the library's folder; made if it isn't there. Default: FOOTNOTE_LIBRARY.
        embedder: the embedding model. Default: FOOTNOTE_EMBEDDER.
        rebuild: read everything that the library mirrors again, and index it anew.
        progress: called with (files done, files in all).

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
    sources = [absolute_path(path) for path in paths]
    catalog = Catalog(folder)
    if not catalog.exists:
        if not sources:
            raise SourceError("Nothing to index: name a folder, as in: footnote index PATH", folder)
        _list_all(sources)  # nothing is made for paths without articles
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _writing_to(folder):
            catalog.create(embedder.name)
            sync = _Sync(folder, catalog, embedder, int(settings.max_file_mb * 1e6))
            return sync.run(sources, rebuild=rebuild, progress=progress or _ignore)
    except OSError as exc:
        raise LibraryError(
            f"The library in {folder} can't be written ({exc.strerror or exc}) and was left as it "
            "was; make room or choose another folder with --library DIR.",
            folder,
        ) from exc


class _Sync:
    """One indexing of one library, under its lock."""

    def __init__(self, folder: Path, catalog: Catalog, embedder: Embedder, most_bytes: int) -> None:
        self._folder = folder
        self._catalog = catalog
        self._embedder = embedder
        self._most_bytes = most_bytes
        self._cache = EmbeddingCache(folder, embedder)
        self._result = SyncResult()

    def run(self, sources: list[Path], *, rebuild: bool, progress: Progress) -> SyncResult:
        with self._catalog.write() as update:
            known, before = update.sources(), update.stamps()
            listing = _list_all(sources)
            if rebuild:
                _list_known(known, listing)
                # What lies in sources that are away now is indexed anew from the catalog.
                away = [p for p in update.stamps() if p not in listing.looks]
                kept = [article_id(p) for p in away if listing.holds_place_of(p)]
                update.clear(self._embedder.name, keep=kept)
                sources = list(dict.fromkeys([*sources, *known]))
            else:
                update.manifest().require_embedder(self._embedder.name, self._folder)
                kept = []
                if not sources:
                    _list_known(known, listing)
            for source in sources:
                update.add_source(source)
            with self._staging(update, empty=rebuild) as stage:
                for articles in _chunks(update.article(kept_id) for kept_id in kept):
                    self._index(stage(), [(a, update.passages_of(a)) for a in articles])
                self._apply(update, stage, listing, sources or known, progress)
                if rebuild:
                    self._require_all(before)
            generation = update.manifest().generation
            self._result.articles, self._result.passages = update.counts()
        drop_old_generations(self._folder, generation)
        return self._result

    def _apply(
        self,
        update: Update,
        stage: Callable[[], Generation],
        listing: Listing,
        sources: list[Path],
        progress: Progress,
    ) -> None:
        stamps = update.stamps()
        new = [path for path, look in listing.looks.items() if stamps.get(path) != look]
        gone = [
            path for path in stamps if is_under(path, sources) and not listing.holds_place_of(path)
        ]
        self._result.unchanged = sorted(listing.looks.keys() - set(new))
        self._result.skipped |= listing.unlisted
        for articles in _chunks(self._read(new, progress)):
            self._put(update, stage(), articles, stamps, listing.looks)
        self._require_any(sources)
        if gone:
            self._result.removed = gone
            self._remove(update, stage(), gone)
        # A file that can't be read now may be half saved: what it held before stays until it can.
        for path in self._result.skipped.keys() & stamps.keys():
            self._result.skipped[path] += "; what was read from it before was kept"
        forgotten = [path for path in update.skipped() if is_under(path, sources)]
        update.replace_skipped(forgotten, self._result.skipped)

    @contextmanager
    def _staging(self, update: Update, *, empty: bool) -> Iterator[Callable[[], Generation]]:
        """Give a function that begins the next generation when it is first called.

        At the end the generation is checked and published; without a call nothing changes.
        """
        staged: list[Generation] = []

        def stage() -> Generation:
            if not staged:
                manifest = update.manifest()
                staged.append(begin_generation(self._folder, manifest, empty=empty))
            return staged[0]

        try:
            yield stage
            if staged:
                self._check(update, staged[0])
        except BaseException:
            for generation in staged:
                generation.discard()
            raise
        for generation in staged:
            generation.close()
            update.publish(generation.number)

    def _read(self, files: list[Path], progress: Progress) -> Iterator[Article]:
        """Read files one by one; one that can't be read is noted and never stops the others."""
        for number, path in enumerate(files):
            progress(number, len(files))
            try:
                yield read_article(path, most_bytes=self._most_bytes)
            except UnreadableFile as exc:
                self._result.skipped[path] = exc.reason
        progress(len(files), len(files))

    def _put(
        self,
        update: Update,
        staged: Generation,
        articles: list[Article],
        stamps: dict[Path, str],
        looks: dict[Path, str],
    ) -> None:
        """Write articles to the catalog and to the generation that is being built."""
        replaced = [article for article in articles if article.source in stamps]
        self._result.changed += [article.source for article in replaced]
        self._result.added += [a.source for a in articles if a.source not in stamps]
        split_articles = [(article, split(article)) for article in articles]
        self._index(staged, split_articles, replaced=[article.id for article in replaced])
        for article, parts in split_articles:
            update.put(article, parts, looks[article.source])

    def _index(
        self,
        staged: Generation,
        split_articles: list[tuple[Article, list[Passage]]],
        replaced: Sequence[str] = (),
    ) -> None:
        """Add passages to the vectors and words, in place of those of some articles."""
        passages = [passage for _, parts in split_articles for passage in parts]
        vectors = self._cache.embed([passage.embedded_text for passage in passages])
        if replaced:
            staged.vectors.remove_articles(replaced)
        if passages:
            staged.vectors.add(passages, vectors)
        staged.words.update(removed=replaced, added=passages)

    def _remove(self, update: Update, staged: Generation, files: list[Path]) -> None:
        ids = [article_id(path) for path in files]
        staged.vectors.remove_articles(ids)
        staged.words.update(removed=ids, added=[])
        for gone in ids:
            update.remove(gone)

    def _require_any(self, sources: list[Path]) -> None:
        """Refuse sources of which nothing can be read, rather than empty the library of them."""
        result = self._result
        if not result.skipped or result.added or result.changed or result.unchanged:
            return
        (path, reason), *others = result.skipped.items()
        more = f" (and {len(others)} more)" if others else ""
        raise SourceError(
            f"No article could be read in {', '.join(map(str, sources))}: "
            f"{path.name}: {reason}{more}; the library was left as it was.",
            sources[0],
        )

    def _require_all(self, before: Iterable[Path]) -> None:
        """Refuse a rebuild that would lose an article because its file can't be read just now."""
        lost = [path for path in before if path in self._result.skipped]
        if lost:
            raise SourceError(
                f"{lost[0]} was read before and can't be now ({self._result.skipped[lost[0]]}), so "
                "the library was left as it was; mend or delete the file, then rebuild.",
                lost[0],
            )

    def _check(self, update: Update, staged: Generation) -> None:
        _, passages = update.counts()
        counts = (staged.vectors.count(), staged.words.count())
        if counts != (passages, passages):
            raise LibraryDamaged(
                f"The new index doesn't match the catalog ({passages} passages, {counts[0]} "
                f"vectors, {counts[1]} in words), so the library was left as it was; "
                "build it anew with: footnote index --rebuild",
                self._folder,
            )


@contextmanager
def _writing_to(folder: Path) -> Iterator[None]:
    """Hold the right to write to a library; the system takes it back when the process ends."""
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as exc:
        raise LibraryBusy(
            f"Another process is indexing into {folder}; wait for it to end, then try again. "
            "Questions can be asked meanwhile.",
            folder,
        ) from exc
    try:
        yield
    finally:
        lock.release()


def _list_all(sources: Iterable[Path]) -> Listing:
    """List sources, each of which must hold articles."""
    listing = Listing()
    for source in dict.fromkeys(sources):
        listing.add(source)
    return listing


def _list_known(sources: Iterable[Path], listing: Listing) -> None:
    """List sources of earlier indexings too; one that is empty or away now keeps what it gave."""
    for source in sources:
        try:
            listing.add(source)
        except SourceError as exc:
            listing.unlisted[source] = f"{exc} The articles read from it before were kept."


def _chunks(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while chunk := list(islice(articles, _CHUNK_ARTICLES)):
        yield chunk


def _ignore(_done: int, _total: int) -> None:
    """Take no note of the progress."""
