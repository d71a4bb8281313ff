"""What lies at a web address: one article, a feed of them, or a file of many.

address -> Fetcher -> Documents, each of them read like a file's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.addresses import checked_address
from index.documents import Document, ReadingOptions
from index.errors import FetchError, FootnoteError, SourceError, UnreadableFile
from index.fetching import Fetcher
from index.formats import unpack_data
from index.formats.feed import Feed, is_feed, read_feed
from index.formats.feeds import entry_document
from index.formats.records import RECORD


@dataclass
class Visit:
    """One look at an address.

    Attributes:
        known: the parts that were read from it before; a feed's entry among them is not asked for
            again, and stays when the feed drops it.
        look: how the address looked when it was read last; afterwards, how it looks now.
        is_feed: it turned out to be a feed, which names only its newest articles.
        unchanged: the server says that it is as it was.
    """

    address: str
    known: frozenset[str]
    look: str
    is_feed: bool = field(default=False, init=False)
    unchanged: bool = field(default=False, init=False)

    def documents(
        self, fetcher: Fetcher, options: ReadingOptions
    ) -> Iterator[Document | UnreadableFile]:
        """Fetch what is there and find the articles in it.

        Raises:
            UnreadableFile: it can't be fetched, or isn't in a format that is read.
        """
        try:
            fetched = fetcher.fetch(checked_address(self.address), seen=self.look)
        except (FetchError, SourceError) as exc:
            raise UnreadableFile(self.address, _reason(exc)) from exc
        if fetched is None:
            self.unchanged = True
            return
        self.look = fetched.validator
        if is_feed(fetched.data):
            self.is_feed = True
            feed = read_feed(fetched.data, fetched.address, charset=fetched.charset)
            yield from self._entries(feed, fetcher, options)
        else:
            for found in unpack_data(self.address, fetched.name, fetched.data, options):
                if isinstance(found, Document) and not found.part:
                    yield replace(found, url=fetched.address)
                else:
                    yield found

    def _entries(
        self, feed: Feed, fetcher: Fetcher, options: ReadingOptions
    ) -> Iterator[Document | UnreadableFile]:
        place = Document(self.address, "", RECORD)
        for entry in feed.entries:
            if entry.id in self.known:
                continue
            held = entry_document(place, feed, entry)
            if entry.whole or not entry.url:
                yield held
                continue
            try:
                page = self._page(entry.url, fetcher, options)
                yield replace(held, suffix=page.suffix, data=page.data, url=entry.url)
            except (FetchError, SourceError, UnreadableFile) as exc:
                yield UnreadableFile(held.location, _reason(exc))

    def _page(self, url: str, fetcher: Fetcher, options: ReadingOptions) -> Document:
        """Fetch the article that an entry of a feed is the summary of."""
        fetched = fetcher.fetch(checked_address(url))
        found = list(unpack_data(url, fetched.name, fetched.data, options)) if fetched else []
        if len(found) != 1 or not isinstance(found[0], Document):
            raise UnreadableFile(url, "holds no single article")
        return found[0]


def _reason(exc: FootnoteError) -> str:
    return exc.reason if isinstance(exc, FetchError | UnreadableFile) else str(exc)
