import gzip
import io
import stat
import struct
import zipfile
from itertools import pairwise

import pytest

from index.documents import ReadingOptions
from index.errors import UnreadableFile
from index.formats import UNPACKERS, archives, expansion, read_document, unpack
from tests.index.formats.feeds import rss

OPTIONS = ReadingOptions(100_000)
ROSA = "Rosa won the race again."
TUNNEL = "The harbour tunnel opened on Monday."
ENCRYPTED = "encrypted; save a copy without a password"


def archive(files, method=zipfile.ZIP_DEFLATED):
    """Return a ZIP archive of {name or ZipInfo: content}."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


@pytest.fixture
def unpacked(tmp_path):
    """Return a function that writes an archive and gives {part: text or reason} of it."""

    def parts(data):
        path = tmp_path / "a.zip"
        path.write_bytes(data)
        found = {}
        for result in unpack(path, OPTIONS):
            _, _, part = result.location.partition("a.zip#")
            broken = isinstance(result, UnreadableFile)
            assert part not in found
            found[part] = result.reason if broken else read_document(result, OPTIONS).text
        return found

    return parts


def with_flag(data, flag):
    """Return an archive whose files all bear a flag, in the list and before each."""
    patched = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := patched.find(mark, at + 1)) >= 0:
            patched[at + offset] |= flag
    return bytes(patched)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_each_file_is_an_article_that_goes_by_its_path(unpacked, method):
    data = archive({"2021/a.txt": ROSA, "2022/a.md": TUNNEL, "cover.jpg": b"\xff\xd8"}, method)
    assert unpacked(data) == {"2021/a.txt": ROSA, "2022/a.md": TUNNEL}


def test_files_of_records_and_compressed_files_within_are_unpacked(unpacked):
    lines = f'{{"id": 1, "text": "{ROSA}"}}\n{{"id": 2, "text": ""}}'
    data = archive({"all.jsonl.gz": gzip.compress(lines.encode()), "b.txt.gz": b"broken"})
    assert unpacked(data) == {
        "all.jsonl.gz#1": ROSA,
        "all.jsonl.gz#2": "line 2: no text in it; its fields are id, text",
        "b.txt.gz": "not compressed by gzip",
    }


def test_entries_of_two_feeds_that_go_by_one_id_are_two_articles(unpacked):
    feeds = {
        name: rss(f"<guid>1</guid><title>News</title><description>{text}</description>")
        for name, text in (("a.rss", ROSA), ("old/b.xml", TUNNEL))
    }
    assert unpacked(archive(feeds)) == {"a.rss#1": ROSA, "old/b.xml#1": TUNNEL}


def test_a_broken_feed_is_named_by_its_place_in_the_archive(unpacked):
    assert unpacked(archive({"a.rss": "<html>", "b.rss": "Rosa won.", "c.txt": ROSA})) == {
        "a.rss": "really a web page",
        "b.rss": "not an RSS or Atom feed",
        "c.txt": ROSA,
    }


def test_hidden_files_notes_and_folders_are_passed_over(unpacked):
    files = dict.fromkeys(
        ["__MACOSX/._a.txt", ".git/a.txt", "x/.a.txt", "README.md", "questions.txt", "y/"], TUNNEL
    )
    assert unpacked(archive({**files, "a.txt": ROSA})) == {"a.txt": ROSA}


def test_a_path_out_of_the_archive_is_but_a_name(unpacked, tmp_path):
    found = unpacked(archive({"../../out.txt": ROSA, "/abs.txt": TUNNEL, "x\x1b\u202e.txt": ROSA}))
    assert found == {"out.txt": ROSA, "abs.txt": TUNNEL, "x.txt": ROSA}
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_of_two_files_of_one_name_the_second_is_named(tmp_path):
    results = list(_unpack(tmp_path, archive({"a.txt": ROSA, "./a.txt": TUNNEL})))
    assert results[0].part == "a.txt"
    assert results[1].reason == "a second file of the same name"


def _unpack(folder, data):
    path = folder / "a.zip"
    path.write_bytes(data)
    return unpack(path, OPTIONS)


def test_a_broken_file_harms_no_other(unpacked):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = unpacked(
        archive(
            {
                "a.txt": ROSA,
                "empty.txt": "",
                "bad.jsonl": "x",
                "inner.zip": archive({"a.txt": ROSA}),
                link: "/etc/passwd",
                "big.txt": "x" * 100_001,
                "z.txt": TUNNEL,
            }
        )
    )
    assert found == {
        "a.txt": ROSA,
        "empty.txt": "empty",
        "bad.jsonl#line 1": "not a JSON object",
        "inner.zip": "an archive within an archive; unpack it",
        "link.txt": "a link, not a file",
        "big.txt": "larger than 0.1 MB",
        "z.txt": TUNNEL,
    }


def test_a_file_whose_bytes_are_damaged_harms_no_other(unpacked):
    data = bytearray(archive({"a.txt": ROSA, "b.txt": TUNNEL, "c.txt": ROSA}, zipfile.ZIP_STORED))
    data[data.index(TUNNEL.encode())] ^= 1
    assert unpacked(bytes(data)) == {
        "a.txt": ROSA,
        "b.txt": "damaged: it can't be expanded",
        "c.txt": ROSA,
    }


def test_a_file_whose_unpacker_fails_harms_no_other(unpacked, monkeypatch):
    def fail(_place, _stream, _options):
        raise RecursionError

    monkeypatch.setitem(UNPACKERS, ".json", fail)
    data = archive({"a.txt": ROSA, "b.json": "[]", "c.txt": TUNNEL})
    assert unpacked(data) == {"a.txt": ROSA, "b.json": "nested too deeply", "c.txt": TUNNEL}


def test_an_encrypted_file_is_named(unpacked):
    assert unpacked(with_flag(archive({"a.txt": ROSA}), 1)) == {"a.txt": ENCRYPTED}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_packed_by_an_unusual_method_is_named(unpacked, method):
    reason = "packed by a method that isn't read; pack it anew by the usual one (deflate)"
    assert unpacked(archive({"a.txt": ROSA}, method)) == {"a.txt": reason}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Rosa won.", "not a ZIP archive, or cut short"),
        (b"\x89PNG\r\n", "not a ZIP archive but an image (PNG), or cut short"),
        (archive({"a.txt": ROSA})[:-30], "not a ZIP archive, or cut short"),
        (archive({}), "no articles in it"),
        (archive({"cover.jpg": "x"}), "no articles in it"),
    ],
)
def test_an_archive_that_holds_no_articles_is_refused_with_a_reason(unpacked, data, reason):
    with pytest.raises(UnreadableFile) as caught:
        unpacked(data)
    assert caught.value.reason == reason
    assert caught.value.location.endswith("a.zip")


def test_an_archive_cut_anywhere_is_refused(unpacked):
    data = archive({"a.txt": ROSA, "b.txt": TUNNEL})
    for size in range(1, len(data)):
        with pytest.raises(UnreadableFile):
            unpacked(data[:size])


def test_too_many_files_are_refused(unpacked, monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    with pytest.raises(UnreadableFile, match="holds more than 2 files; unpack it"):
        unpacked(archive({"a.txt": ROSA, "b.txt": ROSA, "c.txt": ROSA}))


def test_a_list_of_files_that_is_too_large_to_hold_is_refused(unpacked, monkeypatch):
    monkeypatch.setattr(archives, "MOST_DIRECTORY_BYTES", 100)
    with pytest.raises(UnreadableFile, match="not a ZIP archive, or cut short"):
        unpacked(archive({"a.txt": ROSA, "b.txt": ROSA, "c.txt": ROSA}))


def test_what_expands_beyond_measure_ends_the_archive(unpacked, monkeypatch):
    monkeypatch.setattr(expansion, "FREE_EXPANSION_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="expands to more than 100 times its size"):
        unpacked(archive({f"{n}.txt": "Rosa won. " * 9000 for n in range(9)}))


def test_a_size_that_the_archive_lies_about_is_not_believed(unpacked):
    data = bytearray(archive({"a.txt": "x" * 100_001}))
    lied = struct.pack("<I", 5)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(mark) + offset
        data[at : at + 4] = lied
    [reason] = unpacked(bytes(data)).values()
    assert "x" * 6 not in reason
    assert len(reason) < 60


def test_files_are_opened_one_at_a_time(tmp_path):
    found = _unpack(tmp_path, archive({"a.txt": ROSA, "b.txt": TUNNEL}))
    assert [one.part < other.part for one, other in pairwise(found)] == [True]
