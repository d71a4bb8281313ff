"""Reports made by hand for the tests of what is shown of them."""

from datetime import date

from bot.evaluation import Case, Report
from tests.bot.evaluation.samples import answerable, outcome, unanswerable

DOOR = Case("What colour is the door?", ("blue",), ("door.txt",))


def made_report(*outcomes, unknown=()):
    return Report(outcomes, articles=3, model="built-in", unknown=unknown, day=date(2021, 5, 4))


def mixed_report():
    """One right answer, one wrong, one refusal in vain; one rightly refused, one answered."""
    wrong = outcome(
        DOOR,
        hits=[("It is red.", "door"), ("It is blue.", "other")],
        said=[("It is red.", "door")],
        confidence=0.71,
    )
    return made_report(
        answerable(confidence=0.9),
        wrong,
        answerable(confidence=0.2, refused=True),
        unanswerable(confidence=0.1),
        unanswerable(confidence=0.8, refused=False),
    )
