"""Limits against hostile or mistaken files; whatever is over one is skipped, and the limit named.

The limit on an article's own size is a setting: ReadingOptions.most_bytes.
"""

MOST_PAGES = 300  # of a PDF; longer ones are books
MOST_MEMBERS = 50_000  # of a ZIP archive
# The list of a ZIP archive's members is held in memory whole: 160 bytes for each of the most.
MOST_DIRECTORY_BYTES = 8_000_000
# Saved news pages shrink to a fifth or a tenth; only made-up data to a hundredth.
MOST_EXPANSION = 100
FREE_EXPANSION_BYTES = 50_000_000  # for which any expansion is allowed
# Of the markup in one DOCX or EPUB, and of all the streams in one PDF, unpacked.
MOST_MARKUP_BYTES = 10_000_000
MOST_PDF_BYTES = 500_000_000
MOST_PAGE_TAGS = 50_000  # of a web page; each takes trafilatura up to half a millisecond
MOST_MARKDOWN_CHARS = 2_000_000  # nested marks take up to 40 microseconds a character
MOST_DEPTH = 200  # of elements within elements
MOST_ELEMENTS = 1_000_000  # of a DOCX or a page of an EPUB
MOST_MAIL_PARTS = 10_000  # of an e-mail or a page saved with its images
MOST_PART_CHARS = 300  # of the name that a record or an archived file goes by
# From so many records on, a file none of which can be read is skipped as one.
LEAST_BROKEN_AS_ONE = 20
