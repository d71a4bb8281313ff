import pytest

from index.notices import is_notice_of_change


@pytest.mark.parametrize(
    "line",
    [
        "Correction: The tunnel opened on Monday, not on Sunday.",
        "CORRECTION:The tunnel opened on Monday.",
        "Corrections and clarifications",
        "Corrections & Clarifications: A previous version gave the wrong town.",
        "Correction",
        "Correction appended",
        "Correction (3 May 2021): the fare was wrong.",
        "Correction, May 3: the fare was wrong.",
        "Corrected on 3 May 2021: the fare is 38 crowns.",
        "Corrected: the fare is 38 crowns.",
        "Clarification: the mayor spoke of both tubes.",
        "CLARIFICATION — the mayor spoke of both tubes.",
        "Erratum: the map was upside down.",
    ],
)
def test_a_correction_under_its_name_is_a_notice(line):
    assert is_notice_of_change(line)


@pytest.mark.parametrize(
    "line",
    [
        "Update: the line is open again.",
        "UPDATE 2: the line is open again.",
        "Update, 3 pm: the line is open again.",
        "Update (5 May): the line is open again.",
        "Update - the line is open again",
        "UPDATED 3:15 p.m. ET with comment from the ministry",
        "UPDATE 5:45 p.m.",
        "Updated at 3 pm on Monday",
        "Updated 5 May 2021 to include what the builders said.",
        "UPDATED with the builders' answer",
        "Updated to reflect the vote.",
        "(Updates with comment from the ministry, details)",
        "(Adds background)",
    ],
)
def test_an_update_is_a_notice(line):
    assert is_notice_of_change(line)


@pytest.mark.parametrize(
    "line",
    [
        "This article was amended on 5 May 2021 because it gave the wrong fare.",
        "This story has been updated.",
        "This story and headline have been updated with what the builders said.",
        "This editorial was updated to say that the mayor had resigned.",
        "(This May 3 story has been corrected to say that the fare is 38 crowns)",
        "The headline on this article was changed after it was published.",
        "An earlier version of this article misstated the fare.",
        "In an earlier version of this story, the mayor's name was spelled wrongly.",
        "The original version of this article incorrectly stated the fare.",
        "Note: A previous version of this map left out Quayside.",
        "A photo caption in an earlier version of this report named the wrong town.",
        "This column originally misstated the length of the tunnel.",
        "Because of an editing error, the fare was given in cents.",
        "An article on Monday about the harbour tunnel misstated its length.",
        "We have updated this story to add the builders' answer.",
        "This is a corrected version of the story.",
        "For the record: the mayor was not at the meeting.",
        "(Corrects the spelling of the mayor's name in paragraph 4)",
    ],
)
def test_a_sentence_about_the_articles_own_change_is_a_notice(line):
    assert is_notice_of_change(line)


@pytest.mark.parametrize(
    "line",
    [
        "Editor's note: The mayor died after this was written.",
        "EDITORS’ NOTE: This is the first of three parts.",
        "An editor’s note follows the text.",
    ],
)
def test_an_editors_note_is_a_notice(line):
    assert is_notice_of_change(line)


def test_an_editors_note_that_only_advertises_a_newsletter_is_none():
    assert not is_notice_of_change("Editor's note: Sign up for our morning newsletter here.")


@pytest.mark.parametrize(
    "line",
    [
        "Correction officers strike in three towns",
        "Corrections department: guards to strike",
        "Corrected for inflation, wages fell.",
        "Clarification came quickly.",
        "Update your phone now",
        "Update your app: it is unsafe",
        "Update on the harbour tunnel",
        "Updated boosters are here",
        "Updated guidance: masks are no longer needed indoors",
        "Updated 2 hours ago",
        "Updated:",
        "LIVE UPDATES: The tunnel opens",
        "UPDATES:The tunnel opens",
        "UPDATE 1-Wheat is dearer as the rains fail",
        "The ministry updated its rules on Monday.",
        "This year the law was changed.",
        "This is the story of a man who was changed by war.",
        "The original plan was changed.",
        "An earlier train left at dawn.",
        "For the record, he never paid.",
        "(Reporting by Ana Berg; Editing by Jo Marsh)",
        "The editor noted the change.",
        "",
    ],
)
def test_other_lines_that_begin_alike_are_none(line):
    assert not is_notice_of_change(line)


def test_a_text_far_longer_than_a_notice_is_none():
    assert is_notice_of_change("Correction: " + "a" * 988)
    assert not is_notice_of_change("Correction: " + "a" * 989)


@pytest.mark.parametrize("piece", ["a-", "a ", "1, ", "at ", "'", "earlier ", "(corrects "])
@pytest.mark.parametrize("start", ["This ", "Updated ", "Correction", "An ", "The headline ", "("])
def test_a_long_hostile_line_is_judged_in_no_time(start, piece):
    assert not is_notice_of_change((start + piece * 1000)[:1000].rstrip() + "x")
