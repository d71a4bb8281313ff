"""Where a generation's vectors lie: in its folder, or on the server that FOOTNOTE_CHROMA_URL names.

In a folder they are one shard, or several when there are many passages. On a server they are a
collection of their own, whose name is kept in the generation's folder. The server's address is
always the setting, never what a library's file says: a library that came from somebody else can't
make its reader send questions there.
"""

import json
import logging
import re
import shutil
from contextlib import closing
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from index.errors import LibraryDamaged, LibraryError, LibraryMismatch
from index.settings import read_settings

if TYPE_CHECKING:
    from index.chroma_server import ChromaServer
    from index.vectors import Vectors

_FOLDER = "vectors"
_NOTE = "vectors.json"
_MOST_COPIES = 3
_SHARD = re.compile(r"shard-[0-9]{2,4}-of-(?P<count>[0-9]{2,4})")
# A writer holds a shard of so many passages in memory, some .4 GB, and so stays under 1.5 GB with
# the model; a reader asks each shard at each search (tests/benchmarks/README.md, "Scale").
SHARD_PASSAGES = 64_000
_LOG = logging.getLogger(__name__)

# What a copy of a generation's folder leaves out, since copy_vectors sees to it.
PLACES = (_FOLDER, _NOTE)


def vectors_files(folder: Path) -> list[Path]:
    """Return the files that a generation with vectors has."""
    return vectors_databases(folder) or [folder / _NOTE]


def vectors_databases(folder: Path) -> list[Path]:
    """Return the SQLite files that a generation's shards have, none if they lie on a server."""
    if (folder / _NOTE).exists():
        return []
    return [shard / "chroma.sqlite3" for shard in _shards(folder)]


def are_crowded(folder: Path, passages: int) -> bool:
    """Say whether so many passages are too many for the shards of a generation.

    On a server there is one, however many they are, and also where they move to one next.
    """
    if read_settings().chroma_url or (folder / _NOTE).exists():
        return False
    return passages > len(_shards(folder)) * SHARD_PASSAGES


def open_vectors(folder: Path, *, writing: bool = False) -> "Vectors":
    """Open the vectors of the generation in a folder.

    Args:
        folder: the generation's.
        writing: hold one shard open at a time, in place of all; each is opened when it is used.

    Raises:
        LibraryDamaged: they can't be opened.
        LibraryMismatch: they lie on a server, and FOOTNOTE_CHROMA_URL names none.
        LibraryError: the server can't be used, or lacks them.
    """
    from index.shard import open_folder  # noqa: PLC0415 - takes long
    from index.vectors import Vectors  # noqa: PLC0415 - with numpy, likewise

    if (folder / _NOTE).exists():
        server, collection = _noted(folder)
        return Vectors([partial(server.open, collection)], writing=writing)
    return Vectors([partial(open_folder, shard) for shard in _shards(folder)], writing=writing)


def begin_vectors(folder: Path, *, passages: int = 0) -> None:
    """Make the empty vectors of a new generation, where the settings want them.

    Args:
        folder: the generation's.
        passages: how many it shall hold.

    Raises:
        LibraryError: the server can't be used.
    """
    server = _server(folder)
    if server:
        number, _, library_id = folder.name.partition("-")
        # No two are called the same, so none can take the place of one that somebody reads.
        collection = f"footnote-{library_id}-{number}-{token_hex(4)}"
        noted = {"collection": collection, "server": server.url}
        (folder / _NOTE).write_text(json.dumps(noted), encoding="utf-8")
        server.open(collection, make=True).close()
        return
    count = 1
    while passages > count * SHARD_PASSAGES:
        count *= 2  # so that all is parted anew but now and then
    for shard in _shard_folders(folder / _FOLDER, count):
        shard.mkdir(parents=True)


def _shards(folder: Path) -> list[Path]:
    """Return the folders of the shards that a generation has, or should have.

    How many they are stands in their names; what has another name is none.
    """
    vectors = folder / _FOLDER
    named = (_SHARD.fullmatch(path.name) for path in vectors.glob("shard-*"))
    return _shard_folders(vectors, max((int(name["count"]) for name in named if name), default=1))


def _shard_folders(vectors: Path, count: int) -> list[Path]:
    """Name so many shards; the folder of the vectors is itself the only one."""
    if count < 2:
        return [vectors]
    return [vectors / f"shard-{number:02}-of-{count:02}" for number in range(count)]


def copy_vectors(folder: Path, new: Path) -> None:
    """Make the vectors of a new generation, where the settings want them, as a copy of another's.

    Args:
        folder: the other generation's.
        new: the new generation's.

    Raises:
        LibraryError: the server can't be used.
    """
    if not _server(folder) and not (folder / _NOTE).exists():
        _copy(folder / _FOLDER, new / _FOLDER)
        return
    begin_vectors(new)
    with (
        closing(open_vectors(folder, writing=True)) as current,
        closing(open_vectors(new, writing=True)) as following,
    ):
        current.copy_to(following)


def _copy(folder: Path, new: Path) -> None:
    """Copy databases that others may open meanwhile.

    Opening one may leave a journal beside it for a moment. Where that is gone before it is copied,
    the database may have been copied in the midst of a change, so all is copied again.
    """
    gone: list[str] = []

    def copied(source: str, target: str) -> str:
        try:
            return shutil.copy2(source, target)
        except FileNotFoundError:
            if not source.endswith("-journal"):
                raise
            gone.append(source)
            return target

    shutil.copytree(folder, new, copy_function=copied)
    for _ in range(_MOST_COPIES - 1):
        if not gone:
            break
        gone.clear()
        shutil.rmtree(new)  # a journal from before doesn't belong with the databases of now
        shutil.copytree(folder, new, copy_function=copied)


def drop_vectors(folder: Path) -> None:
    """Delete what a generation has on a server; what can't be deleted now is logged, and stays."""
    if not (folder / _NOTE).exists():
        return
    try:
        server, collection = _noted(folder)
        server.drop(collection)
    except LibraryError as exc:
        _LOG.warning("The vectors that %s names were left on the server: %s", folder / _NOTE, exc)


def _server(folder: Path) -> "ChromaServer | None":
    """Return the server for a generation's vectors that the settings name, if they name one."""
    settings = read_settings()
    if not settings.chroma_url:
        return None
    from index.chroma_server import ChromaServer  # noqa: PLC0415 - takes long

    token = settings.chroma_token.get_secret_value()
    return ChromaServer(settings.chroma_url, token, library=folder.parents[1])


def _noted(folder: Path) -> "tuple[ChromaServer, str]":
    """Return the server and the collection that hold a generation's vectors."""
    number, _, library_id = folder.name.partition("-")
    try:
        noted = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        collection, address = str(noted["collection"]), str(noted["server"])
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise _damaged(folder) from exc
    if not re.fullmatch(rf"footnote-{library_id}-{number}-[0-9a-f]{{8}}", collection):
        raise _damaged(folder)
    server = _server(folder)
    if server is None:
        library = folder.parents[1]
        raise LibraryMismatch(
            f"The vectors of the library in {library} lie on a Chroma server, at "
            f"{address[:100]!r} when they were put there; set FOOTNOTE_CHROMA_URL to its address, "
            "or bring them into the library's folder with: footnote index --rebuild",
            library,
        )
    return server, collection


def _damaged(folder: Path) -> LibraryDamaged:
    return LibraryDamaged(
        f"{folder / _NOTE} doesn't say where the vectors are; mend the library with: "
        "footnote doctor --repair",
        folder.parents[1],
    )
