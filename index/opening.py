"""A generation open for searches, also where nothing can be written, as on a read-only medium.

Chroma and Tantivy write wherever they open something. Where they can't, they are given a stand-in:
a folder of links to the files that stay as they are, and of copies of the others.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.errors import LibraryError
from index.generations import generation_folder, open_generation
from index.snapshot import Manifest

_SEAL = "checksums.json"  # names the files that stay as they are


class OpenGeneration:
    """A generation with the count of searches in it: closed when it is old and the last ends.

    Args:
        library: the folder of the library.
        manifest: names the generation.

    Raises:
        LibraryDamaged: the generation is gone, or not as it was written.
        LibraryError: it can't be read.
    """

    def __init__(self, library: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self.users = 0
        self._old = False
        with ExitStack() as begun:
            place = begun.enter_context(_writable_place(library, manifest))
            self.generation = open_generation(place, manifest)
            begun.callback(self.generation.close)
            self._closing = begun.pop_all()

    def retire(self) -> None:
        """Close it as soon as no search is in it."""
        self._old = True
        self._close_if_unused()

    def release(self) -> None:
        """End a search in it."""
        self.users -= 1
        self._close_if_unused()

    def _close_if_unused(self) -> None:
        if self._old and self.users == 0:
            self._closing.close()


@contextmanager
def _writable_place(library: Path, manifest: Manifest) -> Iterator[Path]:
    """Give the library, or a folder that stands in for it as long as the generation is open."""
    folder = generation_folder(library, manifest)
    _require_readable(library, [folder.parent, folder, *folder.rglob("*")])
    if all(os.access(path, os.W_OK) for path in folder.rglob("*")):
        yield library
        return
    with ExitStack() as made:
        try:
            name = made.enter_context(TemporaryDirectory(prefix="footnote-"))
            _stand_in(folder, generation_folder(Path(name), manifest))
        except OSError as exc:
            raise LibraryError(
                f"The library in {library} is read-only, and what has to be copied of it to be "
                f"read can't be ({exc.strerror or exc}); make room for temporary files, or copy "
                "the library to where it can be written and name that with --library DIR.",
                library,
            ) from exc
        yield Path(name)


def _require_readable(library: Path, paths: list[Path]) -> None:
    for path in paths:
        if path.exists() and not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            raise LibraryError(
                f"{path} may not be read; its owner can allow it: chmod -R a+rX {library}", library
            )


def _stand_in(folder: Path, new: Path) -> None:
    """Make a folder that holds what another does, and can be written."""
    sealed = _sealed(folder)
    for path in sorted(folder.rglob("*")):
        place = new / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        # What is empty is a lock, which is opened to be written.
        stays = path.relative_to(folder).as_posix() in sealed and path.stat().st_size
        if path.is_file() and not (stays and _is_linked(place, path)):
            shutil.copyfile(path, place)


def _sealed(folder: Path) -> set[str]:
    try:
        return set(json.loads((folder / _SEAL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return set()  # an older generation, or a damaged one, as will be seen when it is opened


def _is_linked(place: Path, target: Path) -> bool:
    """Make a link, if the system lets this user."""
    try:
        place.symlink_to(target)
    except OSError:
        return False
    return True
