"""Real requests to a served page, as a browser on another web site would make them."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse

from ui.guard import Guard

FILE = {"files": ("a.txt", b"something to keep", "text/plain")}


def get(address, host):
    return httpx.get(address, headers={"Host": host}, trust_env=False).status_code


def post(address, route, **sent):
    return httpx.post(f"{address}/gradio_api/{route}", trust_env=False, **sent)


def open_article(address, page_library, **headers):
    """Ask for an article as the reader panel does."""
    parts = httpx.get(f"{address}/config", trust_env=False).json()["components"]
    reader = next(p["id"] for p in parts if p["props"].get("elem_id") == "footnote-reader")
    asked = {
        "data": f"#src={page_library.articles()[0].id}.00000000:0-9",
        "component_id": reader,
        "fn_name": "open_article",
        "session_hash": "any",
    }
    return post(address, "component_server", json=asked, headers=headers)


def test_an_article_is_given_to_the_page_itself(address, page_library):
    assert page_library.articles()[0].title in open_article(address, page_library).text


def test_an_article_is_not_given_to_a_site_whose_name_leads_here(address, page_library):
    evil = {"Host": "evil.example", "Origin": "http://evil.example"}
    refused = open_article(address, page_library, **evil)
    assert refused.status_code == 403
    assert page_library.articles()[0].title not in refused.text


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:7860", "localhost:1", "LocalHost", "[::1]:7860", "127.8.8.8"]
)
def test_the_page_is_given_under_every_name_of_this_machine_alone(address, host):
    assert get(address, host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:7860",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.7:7860",
        "[::2]",
        "[::1",
        "",
    ],
)
def test_the_page_is_refused_under_any_other_name(address, host):
    assert get(address, host) == 403


def test_a_page_served_for_other_machines_is_given_under_any_name(page_library, serve_page):
    address = serve_page(page_library, host="0.0.0.0")
    assert get(address, "news.example") == 200


async def echo(socket):
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


def test_a_web_socket_is_refused_under_another_name_alike():
    app = Starlette(
        routes=[WebSocketRoute("/", echo)], middleware=[Middleware(Guard, host="localhost")]
    )
    browser = TestClient(app)
    with browser.websocket_connect("ws://localhost:7860/") as socket:
        assert socket.receive_text() == "open"
    with pytest.raises(WebSocketDenialResponse), browser.websocket_connect("ws://evil.example/"):
        pass


@pytest.mark.parametrize("route", ["upload", "upload?upload_id=1", "process_recording"])
def test_no_file_can_be_left_on_this_machine(address, route):
    refused = post(address, route, files=FILE)
    assert refused.status_code == 403
    assert "footnote index" in refused.text


def test_no_file_can_be_left_under_a_content_type_in_capitals(address):
    file = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nx\r\n--b--'
    headers = {"Content-Type": "Multipart/Form-Data; boundary=b"}
    refused = post(address, "upload", content=file, headers=headers)
    assert refused.status_code == 403
