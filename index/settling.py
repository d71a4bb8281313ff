"""What articles are only in the company of others: copies of one story.

Runs when the catalog holds what the files hold, before anything is embedded.
"""

from collections.abc import Iterable

from index.duplicates import join, same_story
from index.update import Update


def settle(update: Update, changed: Iterable[str]) -> None:
    """Group the articles that tell one story, after some came, changed or went.

    Args:
        update: the catalog.
        changed: ids of the articles that are new or have another text.
    """
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
