import pytest

from index.errors import UnreadableFile
from index.formats import read_document, unpack
from tests.index.formats.records import OPTIONS


@pytest.fixture
def unpacked(tmp_path):
    """Return a function that writes a file and gives {part: text or reason} of what is in it."""

    def parts(name, content, options=OPTIONS):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = {}
        for result in unpack(path, options):
            _, _, part = result.location.partition(f"{name}#")
            broken = isinstance(result, UnreadableFile)
            assert part not in found
            found[part] = result.reason if broken else read_document(result, options).text
        return found

    return parts
