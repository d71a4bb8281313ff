"""Vectors on a Chroma server, which bots on several machines may read."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import NotFoundError

from index.errors import LibraryError
from index.shard import Place, Shard

_TIMEOUT = httpx.Timeout(120, connect=10)
# Chroma raises a bare Exception for what a server answers that is none, such as a proxy.
_FAILURES = (Exception,)


@dataclass(frozen=True)
class ChromaServer:
    """A Chroma server.

    Attributes:
        url: such as http://127.0.0.1:8000, with no path.
        token: sent as a bearer token; empty for none.
        library: the folder of the library whose vectors it holds, which errors name.
    """

    url: str
    token: str = field(repr=False)
    library: Path

    def open(self, collection: str, *, make: bool = False) -> Shard:
        """Open the shard that is a collection.

        Args:
            collection: its name.
            make: make it if it isn't there.

        Raises:
            LibraryError: the server can't be reached or used, or lacks the collection.
        """
        leaving = ExitStack()
        place = Place(_FAILURES, partial(self._error, collection), leaving.close)
        try:
            client = leaving.enter_context(self._connected())
            return Shard(client, collection, place, make=make)
        except _FAILURES as exc:
            leaving.close()
            raise place.error("opened", exc) from exc

    def drop(self, collection: str) -> None:
        """Delete a collection, if it is there.

        Raises:
            LibraryError: the server can't be reached or used.
        """
        try:
            with self._connected() as client, suppress(NotFoundError):
                client.delete_collection(collection)
        except _FAILURES as exc:
            raise self._error(collection, "deleted", exc) from exc

    @contextmanager
    def _connected(self) -> Iterator[ClientAPI]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        # Asked first, since Chroma would wait for ever for a server that doesn't answer.
        reply = httpx.get(f"{self.url}/api/v2/heartbeat", headers=headers, timeout=_TIMEOUT)
        reply.raise_for_status()
        if "nanosecond heartbeat" not in reply.text:
            raise ValueError("what answers there is no Chroma server")
        client: Any = chromadb.HttpClient(
            host=self.url, headers=headers, settings=ChromaSettings(anonymized_telemetry=False)
        )
        # Chroma has no setting for the timeout, and leaves its two sessions open at the end.
        sessions = [part._server._session for part in (client, client._admin_client)]
        for session in sessions:
            session.timeout = _TIMEOUT
        try:
            yield client
        finally:
            client.close()
            for session in sessions:
                session.close()

    def _error(self, collection: str, what: str, exc: Exception) -> LibraryError:
        if isinstance(exc, NotFoundError):
            return LibraryError(
                f"The Chroma server at {self.url} lacks the collection {collection} of the library "
                f"in {self.library}. If this is a copy of a library, copy it again; if the server "
                "was started on another folder than before, start it on that one; or else make the "
                "vectors anew with: footnote index --rebuild",
                self.library,
            )
        reason = (str(exc).splitlines() or [type(exc).__name__])[0][:200]
        return LibraryError(
            f"The Chroma server at {self.url} can't be used ({reason}), so the vectors of the "
            f"library in {self.library} can't be {what}; start it with: chroma run --path DIR "
            "--port PORT, or set FOOTNOTE_CHROMA_URL to where it is, then try again.",
            self.library,
        )
