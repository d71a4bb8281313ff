"""Articles split into passages: whole sentences, the unit that is embedded and searched."""

from dataclasses import dataclass

from index.articles import Article
from index.lists import leads_to_list
from index.sentences import PARAGRAPH_BREAK, Span, is_heading, paragraph_spans, sentence_spans

TARGET_CHARS = 600
MOST_CHARS = 900


@dataclass(frozen=True)
class Passage:
    """A stretch of an article's text.

    Attributes:
        start, end: offsets into article.text, in characters.
    """

    article: Article
    start: int
    end: int

    @property
    def id(self) -> str:
        """The passage's key in the vectors and the words."""
        return f"{self.article.id}:{self.start}-{self.end}"

    @property
    def text(self) -> str:
        """The passage's characters, exactly."""
        return self.article.text[self.start : self.end]

    @property
    def embedded_text(self) -> str:
        """What is embedded: the title before the passage, so that it says what it is about."""
        return f"{self.article.title}{PARAGRAPH_BREAK}{self.text}"


def split(article: Article) -> list[Passage]:
    """Split an article into passages of about 600 to 900 characters.

    Passages end where a sentence ends, and where a paragraph ends when that comes soon enough.
    They don't overlap. Headings part them and belong to none, so no heading can be cited, but for
    those of lists, without which the items say too little.
    A sentence longer than 900 characters is cut at a space.
    """
    return [
        Passage(article, start, end)
        for section in _sections(article.text)
        for start, end in _pack(article.text, section)
    ]


def _sections(text: str) -> list[list[Span]]:
    """Group the paragraphs that stand between two headings, a list's with the list."""
    sections: list[list[Span]] = [[]]
    for start, end in paragraph_spans(text):
        heading = is_heading(text[start:end])
        if heading:
            sections.append([])
        if not heading or leads_to_list(text, (start, end)):
            sections[-1].append((start, end))
    return [section for section in sections if section]


def _pack(text: str, paragraphs: list[Span]) -> list[Span]:
    """Fill passages with whole paragraphs where they fit, with sentences where they don't."""
    passages: list[Span] = []
    for start, end in paragraphs:
        if end - start <= MOST_CHARS:
            pieces = [(start, end)]
        else:
            pieces = [
                part
                for sentence in sentence_spans(text, start, end)
                for part in _cut(text, *sentence)
            ]
        for piece_start, piece_end in pieces:
            piece = (piece_start, piece_end)
            # A list's lead begins a passage, so that the items follow it there.
            if passages and _fits(passages[-1], piece_end) and not leads_to_list(text, piece):
                passages[-1] = (passages[-1][0], piece_end)
            else:
                passages.append(piece)
    return passages


def _fits(passage: Span, new_end: int) -> bool:
    start, end = passage
    return end - start < TARGET_CHARS and new_end - start <= MOST_CHARS


def _cut(text: str, start: int, end: int) -> list[Span]:
    """Cut an over-long sentence at spaces, or mid-word where it has none."""
    spans = []
    while end - start > MOST_CHARS:
        space = text.rfind(" ", start + 1, start + MOST_CHARS)
        stop = space if space > 0 else start + MOST_CHARS
        spans.append((start, stop))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    return [*spans, (start, end)] if start < end else spans
