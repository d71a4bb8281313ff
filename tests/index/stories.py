"""Made-up texts that are, or are not, copies of one another, for tests of stories."""

_NAMES = (
    "Abner Bexley Corwin Dalby Elstow Farnham Gorsey Hadlow Irby Jarrow Kelham Lorton Melsa Norby "
    "Orwell Penrith Quarley Rushden Selby Tolland Upwell Vexford Wembury Yarwell Zeal"
).split()
_SIGHTS = (
    "a heron on the weir",
    "the last steam plough at work",
    "two otters under the bridge",
    "a kite caught in the poplars",
    "lanterns along the towpath",
)


def sentences(first, last):
    """Return the sentences with some numbers as one text; each has words of its own."""
    return " ".join(
        f"{_NAMES[number]} walked to {_NAMES[-number - 1]} and saw {_SIGHTS[number % 5]} "
        f"before {_NAMES[(number * 7) % 25]} rang the bell."
        for number in range(first, last)
    )


# Each is a copy of the next one, whose first two sentences it lacks; the first and the last, of
# which 16 sentences of 24 are common, are none of each other.
CHAIN = [sentences(0, 20), sentences(2, 22), sentences(4, 24)]
