"""A page, and the reason why an address can't be fetched."""

import pytest

from index.errors import FetchError

HTML = "<html><body><p>The harbour tunnel opened on Monday.</p></body></html>"


def reason(fetch, address):
    with pytest.raises(FetchError) as caught:
        fetch(address)
    assert caught.value.address == address
    return caught.value.reason
