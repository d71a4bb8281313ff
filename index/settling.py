"""What articles are only in the company of others: copies of a story, and lines that recur.

Runs when the catalog holds what the files hold, before anything is embedded.
"""

from collections.abc import Sequence

from index.duplicates import join, same_story
from index.repeated_lines import is_repeated, line_key
from index.sentences import PARAGRAPH_BREAK
from index.update import Update


def settle(update: Update, changed: Sequence[str]) -> list[str]:
    """Group the articles that tell one story, and take out the lines that an outlet repeats.

    What comes of it depends on the articles and sources alone, not on the order in which they
    came: a line that is a repeated one no longer stands in the texts again (in articles of an
    earlier schema, once they are read again).

    Args:
        update: the catalog, after articles came, changed or went.
        changed: ids of the articles that are new or were read anew.

    Returns:
        The ids of all articles that have another text than before, these included.
    """
    regrouped = _group(update, changed)
    return list(dict.fromkeys([*changed, *_settle_lines(update, changed, regrouped)]))


def _group(update: Update, changed: Sequence[str]) -> list[str]:
    """Group articles into stories; return the ids of those whose story may be another now."""
    # Whatever is left of a story that lost an article is grouped anew: it may have been the link.
    touched = sorted({*changed, *update.articles_of(update.broken_stories)})
    update.part_stories(touched)
    for article_id in touched:
        signature = update.signature(article_id)
        copies = [
            other for other, its in update.candidates(article_id) if same_story(signature, its)
        ]
        if copies:
            joining = join(article_id, update.stories([article_id, *copies]))
            update.merge_stories(joining.relabelled, joining.story)
    return update.articles_of(update.stories(touched))


def _settle_lines(update: Update, changed: Sequence[str], regrouped: Sequence[str]) -> list[str]:
    """Rewrite the articles with a line that became a repeated one, or is one no longer.

    Args:
        update: the catalog.
        changed: ids of the articles that were written as they were read.
        regrouped: ids of all whose story may be another, so that a line counts otherwise.

    Returns:
        The ids of the rewritten ones.
    """
    affected = set(changed)
    for key in update.lines_of(regrouped) | update.recounted_lines:
        counts = update.stories_with_line(key)
        repeating = {outlet for outlet, stories in counts.items() if is_repeated(stories)}
        if repeating != update.outlets_repeating(key):
            affected.update(update.articles_with_line(key))
        update.put_repeated(key, repeating)
    return [article_id for article_id in sorted(affected) if _rewrite(update, article_id)]


def _rewrite(update: Update, article_id: str) -> bool:
    """Leave an article the lines that are no repeated ones; say whether its text changed."""
    article = update.article(article_id)
    repeated = update.repeated_lines_of(article_id)
    settled = update.whole(article_id)
    if repeated:
        paragraphs = settled.split(PARAGRAPH_BREAK)
        kept = [
            line for line in paragraphs if line_key(line, authors=article.authors) not in repeated
        ]
        settled = PARAGRAPH_BREAK.join(kept or paragraphs)
    if settled == article.text:
        return False
    update.put_text(article_id, settled)
    return True
