"""Articles, hits, candidates and earlier turns, made by hand for the tests of bot/."""

from pathlib import Path

from bot.answers import Answer, Citation
from bot.candidates import Candidate
from index.articles import Article, article_id
from index.passages import Passage
from index.search import Hit


def article(text, *, name="one", **known):
    source = Path(f"/articles/{name}.txt")
    defaults = {"title": "A title", "outlet": "", "authors": (), "published": None, "url": ""}
    return Article(id=article_id(str(source)), text=text, source=str(source), **(defaults | known))


def hit(text, **known):
    """Return a hit whose passage is all of an article's text."""
    found = article(text, **known)
    return Hit(Passage(found, 0, len(found.text)), score=1.0, dense=1.0, words=1.0)


def candidate(of, sentence, *, score=1.0, scored=0.0, found=None):
    """Return a sentence of a hit as a candidate with a score, and the judges' chances."""
    start = of.passage.article.text.index(sentence)
    return Candidate(
        hit=of,
        start=start,
        end=start + len(sentence),
        coverage=0.0,
        titled=0.0,
        fits=True,
        scored=scored,
        found=found,
        score=score,
    )


def turn(question, *, quoted=""):
    """Return an earlier answer: a question that was searched, and what was quoted on it."""
    citations = (Citation(1, article(quoted), 0, len(quoted)),) if quoted else ()
    return Answer(question, query=question, citations=citations)


def holds(reply):
    """Say whether an answer keeps what every answer promises."""
    numbers = [citation.number for citation in reply.citations]
    cited = {number for sentence in reply.sentences for number in sentence.citations}
    return (
        numbers == list(range(1, len(numbers) + 1))
        and cited == set(numbers)
        and all(c.quote == c.article.text[c.start : c.end] != "" for c in reply.citations)
        and 0 <= reply.confidence <= 1
        and not (reply.refused and (reply.citations or reply.sentences))
    )
