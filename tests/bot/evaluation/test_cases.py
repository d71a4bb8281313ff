"""A file of cases is read as it stands, or refused with the line at fault."""

import pytest

from bot.evaluation import Case, read_cases
from index.errors import CasesError


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file of cases."""

    def write(content):
        path = tmp_path / "cases.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_all_fields_are_read(file):
    path = file('{"question": "Who?", "answers": ["Ann", "Bo"], "articles": ["a.md"]}\n')
    assert read_cases(path) == [Case("Who?", ("Ann", "Bo"), ("a.md",))]


def test_one_string_may_stand_for_a_list_under_the_singular_name(file):
    path = file('{"question": "Who?", "answer": "Ann", "article": "a.md"}')
    assert read_cases(path) == [Case("Who?", ("Ann",), ("a.md",))]


def test_an_unanswerable_question_is_read(file):
    (case,) = read_cases(file('{"question": "Who?", "unanswerable": true}'))
    assert case.answerable is False


def test_a_question_that_expects_something_is_answerable():
    assert Case("Who?", ("Ann",)).answerable
    assert Case("Who?", articles=("a.md",)).answerable


def test_a_question_may_be_said_to_be_answerable_without_more(file):
    (case,) = read_cases(file('{"question": "Who?", "unanswerable": false}'))
    assert case.answerable is True


def test_a_question_alone_is_not_known_to_be_answerable():
    assert Case("Who?").answerable is None


def test_empty_lines_a_byte_order_mark_and_windows_line_ends_are_no_obstacle(file):
    path = file(b'\xef\xbb\xbf{"question": "Who?"}\r\n\r\n{"question": "Where?"}\r\n')
    assert [case.question for case in read_cases(path)] == ["Who?", "Where?"]


def test_a_line_separator_within_a_string_ends_no_line(file):
    (case,) = read_cases(file('{"question": "Who?", "answer": "Ann\u2028Bo"}'))
    assert case.answers == ("Ann\u2028Bo",)


def test_half_a_surrogate_pair_is_replaced(file):
    (case,) = read_cases(file('{"question": "Who \\ud800?", "answer": "Ann \\ud800"}'))
    assert (case.question, case.answers) == ("Who ??", ("Ann ?",))


WRONG = {
    '{"question": "Who?"': "no JSON object",
    "[1]": "no JSON object but [1]",
    '"Who?"': 'no JSON object but "Who?"',
    "[" * 100_000: "too deep",
    '{"answers": ["Ann"]}': '"question" is missing',
    '{"question": ""}': "The question has no words",
    '{"question": 7}': "no text but 7",
    f'{{"question": "{"Who runs it? " * 11}"}}': "asks 11 questions; ask at most 10",
    '{"question": "Who?", "anwsers": ["Ann"]}': 'unknown field "anwsers"; the fields are question',
    '{"question": "Who?", "answers": []}': '"answers" is []',
    '{"question": "Who?", "answers": [1]}': '"answers" is [1]',
    '{"question": "Who?", "answers": {"a": 1}}': '"answers" is {"a": 1}',
    '{"question": "Who?", "answers": ["?!"]}': "'?!' has no letter or digit",
    '{"question": "Who?", "articles": [""]}': "'' has no letter or digit",
    '{"question": "Who?", "answer": "A", "answers": ["A"]}': 'both "answers" and "answer"',
    '{"question": "Who?", "unanswerable": "yes"}': '"unanswerable" is "yes"; write true or false',
    '{"question": "Who?", "unanswerable": null}': '"unanswerable" is null',
    '{"question": "Who?", "answers": ["A"], "unanswerable": true}': "unanswerable and yet expects",
}


@pytest.mark.parametrize("line", WRONG, ids=range(len(WRONG)))
def test_a_wrong_line_is_refused_with_file_line_and_reason(file, line):
    path = file(f'{{"question": "Fine?"}}\n\n{line}\n')
    with pytest.raises(CasesError) as raised:
        read_cases(path)
    message = str(raised.value)
    assert message.startswith(f"{path}, line 3: ")
    assert WRONG[line] in message
    assert len(message.splitlines()) == 1
    assert (raised.value.path, raised.value.line) == (path, 3)


def test_a_line_not_in_utf_8_is_refused(file):
    with pytest.raises(CasesError, match="line 1: not in UTF-8"):
        read_cases(file(b'{"question": "Caf\xe9?"}'))


def test_a_long_value_is_cut_in_the_message(file):
    with pytest.raises(CasesError) as raised:
        read_cases(file('{"question": "Who?", "answers": {"%s": 1}}' % ("x" * 10_000)))
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_refused(file, content):
    with pytest.raises(CasesError, match=r"cases\.jsonl: it holds no question"):
        read_cases(file(content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(CasesError, match="No such file"):
        read_cases(tmp_path / "none.jsonl")
    with pytest.raises(CasesError, match="directory"):
        read_cases(tmp_path)


def test_from_python_a_contradiction_is_the_callers_mistake():
    with pytest.raises(ValueError, match="unanswerable"):
        Case("Who?", ("Ann",), unanswerable=True)
