"""Numbers as English writes them out."""

CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
# CARDINALS[0] is zero, ORDINALS[0] is first.
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
