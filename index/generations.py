"""Generations of the vectors and words: the next is built beside the current one, then named.

A generation lies in LIBRARY/generations/NUMBER-ID. Once the catalog names it, only Chroma's own
bookkeeping in it changes; checksums of all else are checked before anything is opened, since
native code that reads a broken index may crash.
"""

import json
import shutil
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import LibraryDamaged, LibraryError
from index.placement import (
    PLACES,
    are_crowded,
    begin_vectors,
    copy_vectors,
    drop_vectors,
    open_vectors,
    vectors_files,
)
from index.snapshot import Manifest

if TYPE_CHECKING:
    from index.vectors import Vectors
    from index.words import Words

_FOLDER = "generations"
_SEAL = "checksums.json"
# A reader in the middle of a question may still be at the one before.
_KEPT = 2
# Of a larger generation only the sizes are checked each time; footnote doctor checks all of it.
_MOST_SUMMED_BYTES = 1_000_000_000
_BLOCK_BYTES = 1 << 20


class Generation:
    """The vectors and words of one generation, open.

    Args:
        folder: where it lies.
        number: its number.
        writing: open only as much at a time as one that writes needs.
    """

    vectors: "Vectors"
    words: "Words"

    def __init__(self, folder: Path, number: int, *, writing: bool = False) -> None:
        # Takes long to import, as the vectors do: an indexing that finds no change needs neither.
        from index.words import Words  # noqa: PLC0415

        self.number = number
        self.folder = folder
        self.vectors = open_vectors(folder, writing=writing)
        try:
            self.words = Words(folder / "words")
        except LibraryDamaged:
            self.vectors.close()
            raise

    def close(self) -> None:
        """Let go of the folder."""
        self.vectors.close()

    def seal(self) -> None:
        """Close the generation and write down what its files hold."""
        self.close()
        sums = {name: _sum(self.folder / name) for name in _files(self.folder)}
        seal = self.folder / _SEAL
        seal.write_text(json.dumps(sums, indent=1), encoding="utf-8")
        for name in sums:  # Tantivy keeps others from reading some of its files
            (self.folder / name).chmod(seal.stat().st_mode)

    def discard(self) -> None:
        """Delete a generation that was begun and never published."""
        self.close()
        _remove(self.folder)


def generation_folder(library: Path, manifest: Manifest, number: int | None = None) -> Path:
    """Return where a generation lies, by default the current one."""
    number = manifest.generation if number is None else number
    return library / _FOLDER / f"{number:06d}-{manifest.library_id}"


def is_there(library: Path, manifest: Manifest) -> bool:
    """Say whether the current generation's folder is there, without a look into its files."""
    folder = generation_folder(library, manifest)
    return _missing(folder) is None


def is_crowded(library: Path, manifest: Manifest, passages: int) -> bool:
    """Say whether so many passages are too many for the shards of the current generation."""
    return are_crowded(generation_folder(library, manifest), passages)


def open_generation(library: Path, manifest: Manifest) -> Generation:
    """Open the generation that a manifest names.

    Raises:
        LibraryDamaged: its folder is gone, or not as it was written.
    """
    generation = Generation(_sound_folder(library, manifest), manifest.generation)
    try:
        counts = generation.vectors.count(), generation.words.count()
        if counts[0] != counts[1]:
            said = (
                f"{generation.folder} holds {counts[0]} vectors and {counts[1]} passages of words"
            )
            raise _damaged(library, said)
    except LibraryError:
        generation.close()
        raise
    return generation


def broken_files(folder: Path, *, whole: bool = False) -> list[str]:
    """Return the files of a sealed generation that are gone or hold something else now.

    Args:
        folder: the generation's.
        whole: compare what the files hold however large they are, not their sizes alone.
    """
    try:
        sums = dict(json.loads((folder / _SEAL).read_text(encoding="utf-8")).items())
    except FileNotFoundError:
        return []  # made before generations were sealed
    except (OSError, ValueError, AttributeError):
        return [_SEAL]
    if not whole and sum(size for size, _ in sums.values()) > _MOST_SUMMED_BYTES:
        return [name for name, (size, _) in sums.items() if _size(folder / name) != size]
    return [name for name, sealed in sums.items() if _sum(folder / name) != sealed]


def begin_generation(
    library: Path, manifest: Manifest, *, empty: bool = False, passages: int = 0
) -> Generation:
    """Start the generation after the current one, as a copy of it.

    Args:
        library: the library's folder.
        manifest: names the current generation.
        empty: start with nothing in it.
        passages: how many it shall hold, if it starts with none.

    Raises:
        LibraryDamaged: the current one is not fit to be copied.
    """
    following = manifest.generation + 1
    folder = generation_folder(library, manifest, following)
    _remove(folder)
    try:
        if manifest.generation and not empty:
            # Whether they hold what the catalog says is seen when the copy is finished.
            current = _sound_folder(library, manifest)
            shutil.copytree(current, folder, ignore=shutil.ignore_patterns(_SEAL, *PLACES))
            copy_vectors(current, folder)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            begin_vectors(folder, passages=passages)
    except BaseException:  # whatever it was, nothing half made is left
        _remove(folder)
        raise
    return Generation(folder, following, writing=True)


def orphans(library: Path, manifest: Manifest) -> list[Path]:
    """Return generations that no reader can be at: left by an interrupted writer, or older."""
    current = {generation_folder(library, manifest, manifest.generation - n) for n in range(_KEPT)}
    return [
        folder
        for folder in sorted((library / _FOLDER).glob("*"))
        if folder.name[:6].isdigit() and folder not in current
    ]


def drop_orphans(library: Path, manifest: Manifest) -> None:
    """Delete all but the current generation and the one before."""
    for folder in orphans(library, manifest):
        _remove(folder)


def _remove(folder: Path) -> None:
    drop_vectors(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _sound_folder(library: Path, manifest: Manifest) -> Path:
    """Return the folder of the generation that a manifest names, with nothing gone or broken."""
    folder = generation_folder(library, manifest)
    if missing := _missing(folder):
        raise _damaged(library, f"{missing} is gone")
    if broken := broken_files(folder):
        raise _damaged(library, f"{folder / broken[0]} is not as it was written")
    return folder


def _missing(folder: Path) -> Path | None:
    parts = (*vectors_files(folder), folder / "words/meta.json")
    return next((part for part in parts if not part.is_file()), None)


def _damaged(library: Path, said: str) -> LibraryDamaged:
    return LibraryDamaged(f"{said}; mend the library with: footnote doctor --repair", library)


def _files(folder: Path) -> list[str]:
    """List what stays as it is.

    Chroma writes to its SQLite file, and to the files of an index that it holds in memory alone so
    far (one without metadata), whenever they are opened.
    """
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _SEAL and not _is_rewritten(path)
    ]


def _is_rewritten(path: Path) -> bool:
    in_memory = path.suffix == ".bin" and not path.with_name("index_metadata.pickle").exists()
    return path.name.startswith("chroma.sqlite3") or in_memory


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return -1


def _sum(path: Path) -> list[int]:
    """Return a file's size and CRC-32, or a size of -1 if it can't be read."""
    total, size = 0, 0
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                total, size = zlib.crc32(block, total), size + len(block)
    except OSError:
        return [-1, 0]
    return [size, total]
