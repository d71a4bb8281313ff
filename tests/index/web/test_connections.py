import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from index.errors import FetchError
from tests.index.web.internet import page, redirect


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A file that holds a key and a certificate for hill.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hill.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hill.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "hill.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.public_bytes(Encoding.PEM)
    )
    return path


@pytest.fixture
def served(certificate):
    """What a server shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trust(certificate):
    """What a client believes."""
    return ssl.create_default_context(cafile=certificate)


def reason(fetch, address):
    with pytest.raises(FetchError) as caught:
        fetch(address)
    return caught.value.reason


def test_an_encrypted_page_is_verified_by_name_though_reached_by_its_ip(
    internet, make_fetcher, served, trust
):
    internet.add("hill.example", port=443, trust=served, home=page("tunnel"))
    assert make_fetcher(trust=trust).fetch("https://hill.example/").data == b"tunnel"
    assert internet.connected == [("93.184.216.1", 443)]


def test_a_certificate_for_another_name_is_not_believed(internet, make_fetcher, served, trust):
    internet.add("sea.example", port=443, trust=served, home=page("tunnel"))
    fetch = make_fetcher(trust=trust).fetch
    assert reason(fetch, "https://sea.example/").startswith("its certificate can't be trusted (Hos")


def test_a_certificate_that_nobody_vouches_for_is_not_believed(internet, make_fetcher, served):
    internet.add("hill.example", port=443, trust=served, home=page("tunnel"))
    assert "its certificate can't be trusted (self" in reason(
        make_fetcher().fetch, "https://hill.example/"
    )


def test_a_redirect_from_https_to_http_is_refused(internet, make_fetcher, served, trust):
    internet.add("hill.example", port=443, trust=served, old=redirect("http://sea.example/"))
    sea = internet.add("sea.example", home=page("tunnel"))
    fetch = make_fetcher(trust=trust).fetch
    assert reason(fetch, "https://hill.example/old") == (
        "redirects from https to http, to sea.example"
    )
    assert sea.asked == []


def test_a_server_that_speaks_no_tls_is_a_failure(internet, make_fetcher, trust):
    internet.add("hill.example", port=443, home=page("tunnel"))
    assert "can't be reached (" in reason(make_fetcher(trust=trust).fetch, "https://hill.example/")


def test_a_connection_is_used_again(internet, fetch):
    internet.add("hill.example", home=redirect("/a"), a=page("one"), b=page("two"))
    fetch("http://hill.example/")
    fetch("http://hill.example/b")
    assert len(internet.connected) == 1
