"""Questions offered at the start of a chat: the folder's own, else about what its articles name."""

from collections import Counter
from pathlib import Path

from bot.names import names
from index.library import Library

QUESTIONS_FILE = "questions.txt"
_MOST = 4
_MOST_CHARS = 140
_ARTICLES_READ = 200


def example_questions(library: Library) -> list[str]:
    """Return up to four questions that the library can answer.

    A source folder may bring its own in questions.txt, one a line. Else they ask about the names
    that stand in the most titles.
    """
    own = [
        question for source in library.status().sources for question in _listed(Path(source.name))
    ]
    if own:
        return list(dict.fromkeys(own))[:_MOST]
    articles = library.articles(limit=_ARTICLES_READ)
    counted = Counter(name for article in articles for name in names(article.title))
    common = [name for name, _ in counted.most_common(_MOST)]
    return [f"What do the articles say about {name}?" for name in common]


def _listed(source: Path) -> list[str]:
    try:
        text = (source / QUESTIONS_FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line and len(line) <= _MOST_CHARS and line[0] != "#"]
