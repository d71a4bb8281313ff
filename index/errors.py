"""Every error that Footnote raises on purpose.

FootnoteError
├── SettingsError        a setting has a value that can't be used
├── SourceError          the path or address to index is missing or holds no article
├── UnreadableFile       one file can't be read; indexing skips and names it
├── FetchError           one web address can't be fetched; indexing skips and names it
│   └── HostError        its host isn't known, doesn't answer or may not be asked
├── LibraryError
│   ├── LibraryMissing   no library lies in the folder
│   ├── LibraryMismatch  it was built with another embedding model or schema
│   ├── LibraryBusy      another process is writing to it
│   └── LibraryDamaged   part of it is gone or can't be opened
├── ArticleMissing       no article has that id
├── EmbedderError        the embedding model can't be loaded
├── QuestionError        the question is empty, too long, or too many at once
├── CasesError           a file of questions to measure with can't be used
└── ModelError           the language model can't be set up or failed to answer
"""

from pathlib import Path


class FootnoteError(Exception):
    """Base of all domain errors; its message is one sentence with the next step."""


class SettingsError(FootnoteError):
    """A setting has a value that can't be used."""


class SourceError(FootnoteError):
    """The path or address to index is missing or holds no article.

    Attributes:
        path: the path or the web address that was asked for.
    """

    def __init__(self, message: str, path: Path | str) -> None:
        super().__init__(message)
        self.path = path


class UnreadableFile(FootnoteError):
    """One file, or a part of one, can't be read as an article.

    Attributes:
        location: the file, with the part in it as in Article.location.
        reason: a short phrase, for the list of skipped files.
        nameless: it is a record that doesn't say which one of its file it is.
    """

    def __init__(self, location: str | Path, reason: str, *, nameless: bool = False) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = str(location)
        self.reason = reason
        self.nameless = nameless

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, str], dict[str, bool]]:
        """Let a worker process hand it back."""
        return type(self), (self.location, self.reason), {"nameless": self.nameless}


class FetchError(FootnoteError):
    """One web address can't be fetched.

    Attributes:
        address: the address that was asked for, before any redirect.
        reason: a short phrase, for the list of skipped files.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address
        self.reason = reason


class HostError(FetchError):
    """The host of a web address isn't known, doesn't answer or may not be asked."""


class LibraryError(FootnoteError):
    """Something about the library as a whole.

    Attributes:
        folder: the library's folder.
    """

    def __init__(self, message: str, folder: Path) -> None:
        super().__init__(message)
        self.folder = folder


class LibraryMissing(LibraryError):
    """No library lies in the folder."""


class LibraryMismatch(LibraryError):
    """The library was built with another embedding model or schema."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryDamaged(LibraryError):
    """Part of the library is gone or can't be opened."""


class ArticleMissing(FootnoteError):
    """No article in the library has that id.

    Attributes:
        article_id: the id that was asked for.
    """

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"No article {article_id!r} is in the library; it may have been removed since."
        )
        self.article_id = article_id


class EmbedderError(FootnoteError):
    """The embedding model can't be loaded."""


class QuestionError(FootnoteError):
    """The question is empty or too long, or there are too many at once."""


class CasesError(FootnoteError):
    """A file of questions to measure with can't be used.

    Attributes:
        path: the file.
        line: the number of the line at fault, from 1; 0 for the file as a whole.
    """

    def __init__(self, path: Path, reason: str, *, line: int = 0) -> None:
        super().__init__(f"{path}, line {line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line


class ModelError(FootnoteError):
    """The language model can't be set up or failed to answer."""


def first_line(exc: Exception) -> str:
    """Return the first line of an error's message, or its kind if it has none, to be told in ours.

    Other people's errors may hold whole pages; it is cut at 200 characters.
    """
    return (str(exc).strip().splitlines() or [type(exc).__name__])[0][:200]
