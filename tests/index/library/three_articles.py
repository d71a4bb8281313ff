"""The articles of most libraries here."""

ARTICLES = {
    "tunnel.md": "---\noutlet: Hill Post\npublished: 2021-05-03\n---\n\n# Tunnel opens\n\n"
    "The harbour tunnel opened to trains on Monday.\n",
    "wheat.md": "---\noutlet: The Wire\npublished: 2021-12-18\n---\n\n# Wheat rises\n\n"
    "The price of wheat rose after a dry spring.\n",
    "goat.md": "# Goat wins\n\nA goat named Rosa won the village race.\n",
}


def titles(hits):
    return [hit.passage.article.title for hit in hits]
