"""Two articles, and what a library of them finds and notes."""

import json

WHEAT = "---\npublished: 2021-12-18\n---\n\n# Wheat rises\n\nThe price of wheat rose in spring.\n"
RYE = "# Rye falls\n\nThe price of rye fell in the north.\n"


def titles(library, query="price", **options):
    return {hit.passage.article.title for hit in library.search(query, **options)}


def noted(folders):
    return {json.loads((f / "vectors.json").read_text())["collection"] for f in folders}
