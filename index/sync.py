"""Make a library hold exactly what some files and folders hold.

files -> Articles -> Passages -> catalog, vectors and words of the next generation -> published.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from index.articles import Article, article_id
from index.catalog import Catalog, Draftbook
from index.embedder import Embedder, shared_embedder
from index.embeddings import EmbeddingCache
from index.errors import FootnoteError, LibraryBusy, LibraryMismatch, SourceError, UnreadableFile
from index.formats import READERS, READERS_VERSION, read_article
from index.generations import Generation, begin_generation, drop_old_generations
from index.passages import split
from index.settings import read_settings

_CHUNK_ARTICLES = 64
# What a folder of articles may hold beside them: notes on it, and example questions for the chat.
_NOT_ARTICLES = {"readme.md", "readme.txt", "readme.html", "questions.txt"}
Progress = Callable[[int, int], None]


@dataclass
class SyncResult:
    """What an indexing did, by file.

    Attributes:
        skipped: why each file that was not read was not.
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
        rebuild: read everything again and build vectors and words anew.
        progress: called with (files done, files in all).

    Raises:
        SourceError: a path doesn't exist, or there is nothing to index.
        LibraryBusy: another process is indexing into the library.
        LibraryMismatch: the library was built with another embedding model or schema.
    """
    settings = read_settings()
    folder = Path(library or settings.library).expanduser().resolve()
    embedder = embedder or shared_embedder(settings.embedder)
    sources = [_existing(path) for path in paths]
    catalog = Catalog(folder)
    if not sources and not catalog.exists:
        raise SourceError("Nothing to index: name a folder, as in: footnote index PATH", folder)
    with _locked(folder):
        if not catalog.exists:
            _files_in(sources, {})  # nothing is made for a folder without articles
            catalog.create(embedder.name)
        sync = _Sync(folder, catalog, embedder, int(settings.max_file_mb * 1e6))
        return sync.run(sources, rebuild=rebuild, progress=progress or (lambda _done, _all: None))


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
        with self._catalog.write() as book:
            manifest = book.manifest()
            known_sources = book.sources()
            sources = sources or [path for path in known_sources if path.exists()]
            if rebuild:
                sources = list(dict.fromkeys([*sources, *filter(Path.exists, known_sources)]))
                book.clear(self._embedder.name)
            elif manifest.embedder != self._embedder.name:
                raise LibraryMismatch(
                    f"The library in {self._folder} was built with the embedding model "
                    f"{manifest.embedder!r}, not {self._embedder.name!r}; set FOOTNOTE_EMBEDDER="
                    f"{manifest.embedder}, or embed it anew with: footnote index --rebuild",
                    self._folder,
                )
            self._apply(book, sources, manifest.generation, rebuild=rebuild, progress=progress)
            current = book.manifest().generation
            self._result.articles, self._result.passages = book.counts()
        drop_old_generations(self._folder, current)
        return self._result

    def _apply(
        self,
        book: Draftbook,
        sources: list[Path],
        generation: int,
        *,
        rebuild: bool,
        progress: Progress,
    ) -> None:
        stamps = book.stamps()
        files = _files_in(sources, stamps)
        looks = {path: _stamp(path) for path in files}
        known_skips = book.skipped()
        changed = [path for path, look in looks.items() if rebuild or stamps.get(path) != look]
        self._result.unchanged = [path for path in files if stamps.get(path) == looks[path]]
        gone = [
            path
            for path in stamps
            if path not in looks and any(_is_under(path, source) for source in sources)
        ]
        for source in sources:
            book.add_source(source)
        staged: Generation | None = None
        try:
            for chunk in _chunks(self._read(changed, progress)):
                staged = staged or begin_generation(self._folder, generation, empty=rebuild)
                self._stage(book, staged, chunk, stamps, looks)
            self._require_any(sources)
            unreadable = [path for path in self._result.skipped if path in stamps]
            removed = [*gone, *unreadable]
            if removed:
                staged = staged or begin_generation(self._folder, generation, empty=rebuild)
                self._unstage(book, staged, removed)
                self._result.removed = removed
            if staged:
                self._check(book, staged)
        finally:
            if staged:
                staged.close()
        forgotten = [path for path in known_skips if any(_is_under(path, s) for s in sources)]
        book.replace_skipped(forgotten, self._result.skipped)
        if staged:
            book.publish(staged.number)

    def _read(self, files: list[Path], progress: Progress) -> Iterator[Article]:
        """Read files one by one; one that can't be read is noted and never stops the others."""
        for number, path in enumerate(files):
            progress(number, len(files))
            try:
                str(path).encode()
            except UnicodeEncodeError:
                self._result.skipped[path] = "its name is not valid Unicode; rename it"
                continue
            try:
                yield read_article(path, most_bytes=self._most_bytes)
            except UnreadableFile as exc:
                self._result.skipped[path] = exc.reason
        progress(len(files), len(files))

    def _stage(
        self,
        book: Draftbook,
        staged: Generation,
        articles: list[Article],
        stamps: dict[Path, str],
        looks: dict[Path, str],
    ) -> None:
        """Write articles to the catalog and to the generation that is being built."""
        for article in articles:
            known = article.source in stamps
            (self._result.changed if known else self._result.added).append(article.source)
        split_articles = [(article, split(article)) for article in articles]
        passages = [passage for _, parts in split_articles for passage in parts]
        vectors = self._cache.embed([passage.embedded_text for passage in passages])
        replaced = [article.id for article in articles if article.source in stamps]
        if replaced:
            staged.vectors.remove_articles(replaced)
        if passages:
            staged.vectors.add(passages, vectors)
        staged.words.update(removed=replaced, added=passages)
        for article, parts in split_articles:
            book.put(article, parts, looks[article.source])

    def _require_any(self, sources: list[Path]) -> None:
        """Refuse sources of which nothing can be read, rather than empty the library of them."""
        result = self._result
        if not result.skipped or result.added or result.changed or result.unchanged:
            return
        path, reason = next(iter(result.skipped.items()))
        raise SourceError(
            f"No article could be read in {', '.join(map(str, sources))}: {path.name}: {reason}"
            f"{f' (and {len(result.skipped) - 1} more)' if len(result.skipped) > 1 else ''}; "
            "the library was left as it was.",
            sources[0],
        )

    def _unstage(self, book: Draftbook, staged: Generation, files: list[Path]) -> None:
        ids = [article_id(path) for path in files]
        staged.vectors.remove_articles(ids)
        staged.words.update(removed=ids, added=[])
        for article in ids:
            book.remove(article)

    def _check(self, book: Draftbook, staged: Generation) -> None:
        _, passages = book.counts()
        counts = (staged.vectors.count(), staged.words.count())
        if counts != (passages, passages):
            raise FootnoteError(
                f"The new index doesn't match the catalog ({passages} passages, {counts[0]} "
                f"vectors, {counts[1]} in words), so the library was left as it was; "
                "build it anew with: footnote index --rebuild"
            )


def _locked(folder: Path) -> "_Lock":
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise SourceError(
            f"The library folder {folder} can't be made ({exc.strerror}); "
            "choose another with --library DIR.",
            folder,
        ) from exc
    return _Lock(folder)


class _Lock:
    """The right to write to a library; the system lets go of it when the process ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "lock", timeout=0)

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except Timeout as exc:
            raise LibraryBusy(
                f"Another process is indexing into {self._folder}; wait for it to end, then try "
                "again. Questions can be asked meanwhile.",
                self._folder,
            ) from exc

    def __exit__(self, *_exc: object) -> None:
        self._lock.release()


def _existing(path: str | Path) -> Path:
    found = Path(path).expanduser().resolve()
    if not found.exists():
        raise SourceError(f"{path} doesn't exist; name a folder or file with articles.", found)
    return found


def _files_in(sources: Iterable[Path], known: dict[Path, str]) -> list[Path]:
    """List the article files in folders, and the files named themselves.

    Hidden files, READMEs, questions.txt and files of other formats are passed over.

    Raises:
        SourceError: a source holds no article file, whereas the library may hold some from it.
    """
    files: dict[Path, None] = {}
    for source in sources:
        found = [source] if source.is_file() else sorted(_walk(source))
        if source.is_file() and source.suffix.lower() not in READERS:
            raise SourceError(
                f"{source} is in no format that Footnote reads ({', '.join(READERS)}).", source
            )
        if not found:
            held = sum(_is_under(path, source) for path in known)
            kept = f" The {held} articles the library has from it were kept." if held else ""
            raise SourceError(
                f"{source} holds no articles ({', '.join(READERS)}).{kept} "
                "Name a folder that does.",
                source,
            )
        files.update(dict.fromkeys(found))
    return list(files)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inner.parts)
        wanted = path.suffix.lower() in READERS and path.name.lower() not in _NOT_ARTICLES
        if wanted and not hidden and path.is_file():
            yield path


def _stamp(path: Path) -> str:
    """Describe how a file looks from outside: it is read again when this changes."""
    with suppress(OSError):
        status = path.stat()
        return f"{READERS_VERSION}-{status.st_size}-{status.st_mtime_ns}"
    return ""


def _is_under(path: Path, source: Path) -> bool:
    return path == source or path.is_relative_to(source)


def _chunks(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while chunk := list(islice(articles, _CHUNK_ARTICLES)):
        yield chunk
