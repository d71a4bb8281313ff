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

    Args:
        update: the catalog, after articles came, changed or went.
        changed: ids of the articles that are new or were read anew.

    Returns:
        The ids of all articles that have another text than before, these included.
    """
    _group(update, changed)
    return list(dict.fromkeys([*changed, *_take_out_repeated_lines(update, changed)]))


def _group(update: Update, changed: Sequence[str]) -> None:
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


def _take_out_repeated_lines(update: Update, changed: Sequence[str]) -> list[str]:
    """Rewrite the articles with a line that has become a repeated one; return their ids."""
    repeated: dict[str, set[bytes]] = {}
    for key in update.lines_of(changed):
        for outlet, stories in update.stories_with_line(key).items():
            if is_repeated(stories):
                for article_id in update.articles_with_line(key, outlet):
                    repeated.setdefault(article_id, set()).add(key)
    return [
        article_id
        for article_id, keys in sorted(repeated.items())
        if _take_out(update, article_id, keys)
    ]


def _take_out(update: Update, article_id: str, keys: set[bytes]) -> bool:
    """Rewrite an article without some lines; say whether it had them still."""
    article = update.article(article_id)
    paragraphs = article.text.split(PARAGRAPH_BREAK)
    kept = [line for line in paragraphs if line_key(line, authors=article.authors) not in keys]
    if not kept or len(kept) == len(paragraphs):
        return False
    update.put_text(article_id, PARAGRAPH_BREAK.join(kept))
    return True
