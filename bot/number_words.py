"""Numbers as English writes them out."""

CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
# The first is the first, so the second stands at 1.
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
