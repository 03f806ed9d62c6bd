"""A client that nobody can lead into a private network, keep waiting, or fill up."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

import pytest
from web_site import Site, gone_to, page, served

from audiobook.articles import Web
from audiobook.articles.web.guard import Guard, NotPublic, is_public
from audiobook.errors import SourceError


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site({})) as site:
        yield site


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web(["127.0.0.1"], tmp_path, longest_s=1.0)
    yield web
    web.close()


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does what ``answer`` does with its first connection; its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                try:
                    answer(connection)
                except OSError:
                    return  # the client has heard enough

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def drip(head: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(drop)
            time.sleep(0.05)

    return answer


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"a "),
        drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda _: time.sleep(1.5),
    ],
    ids=["body", "head", "continue", "silence"],
)
def test_a_server_that_drips_is_left_when_the_time_is_up(
    web: Web, answer: Callable[[socket.socket], None]
) -> None:
    with answering(answer) as host, pytest.raises(SourceError, match="took more than 1 s"):
        web.fetch(f"http://{host}/a")


def test_the_body_of_a_redirect_is_not_read(site: Site, web: Web) -> None:
    def answer(connection: socket.socket) -> None:
        head = f"HTTP/1.1 302 Found\r\nLocation: {site.at('/a')}\r\n\r\n"
        connection.sendall(head.encode())
        while True:
            connection.sendall(bytes(1 << 20))

    site.pages = {"/a": page("here")}
    with answering(answer) as host:
        assert web.fetch(f"http://{host}/").data == b"here"


def test_codings_that_were_not_asked_for_are_refused(site: Site, web: Web) -> None:
    packed = gzip.compress(gzip.compress(bytes(100 << 20)))
    site.pages = {
        "/a": page(packed, Content_Encoding="gzip, gzip"),
        "/b": page("x", Content_Encoding="br"),
    }
    for path in ("/a", "/b"):
        with pytest.raises(SourceError, match="packed in a way that was not asked for"):
            web.fetch(site.at(path))


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://ada:secret@127.0.0.1:{port}/a", "has a user name or password"),
        ("http://[::1", "is no address"),
        ("http:///a", "is no http or https address"),
        ("file:///etc/hostname", "is no http or https address"),
        ("gopher://example.org/", "is no http or https address"),
        ("http://xn--/", "is no address"),
        ("http://exa mple.invalid/", "can't be fetched"),
        ("https://127.0.0.1:{port}/a", "can't be fetched"),
    ],
)
def test_an_address_that_must_not_be_asked_is_one_clear_line(
    site: Site, web: Web, address: str, problem: str
) -> None:
    for fetch in (web.fetch, web.fetch_linked):
        with pytest.raises(SourceError) as caught:
            fetch(address.format(port=site.port))
        assert problem in str(caught.value)
        assert "secret" not in str(caught.value)
        assert "\n" not in str(caught.value)
    assert site.paths() == []


def test_a_password_in_a_redirect_is_not_kept(site: Site, web: Web) -> None:
    site.pages = {"/a": gone_to(f"http://ada:secret@127.0.0.1:{site.port}/b"), "/b": page("here")}
    assert web.fetch(site.at("/a")).address == site.at("/b")


def test_no_proxy_of_the_environment_is_asked(
    site: Site, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, site.at(""))
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(SourceError, match="private network"):
        web.fetch("http://127.0.0.2/a")
    assert site.paths() == []


def test_cookies_do_not_outlive_a_page(site: Site, web: Web) -> None:
    site.pages = {"/a": page("here", Set_Cookie="who=ada; Path=/"), "/b": page("there")}
    web.fetch(site.at("/a"))
    web.fetch(site.at("/b"))
    assert [asked.cookie for asked in site.asked] == [None, None]


def test_without_a_cache_that_can_be_read_pages_are_fetched_all_the_same(
    site: Site, tmp_path: Path
) -> None:
    (tmp_path / "http.sqlite").write_bytes(b"no database" * 100)
    site.pages = {"/a": page("here")}
    web = Web(["127.0.0.1"], tmp_path)
    assert web.fetch(site.at("/a")).data == b"here"
    web.close()


@pytest.mark.parametrize(
    ("allowed", "host", "address"),
    [
        ("Intranet.Example", "intranet.example", "10.0.0.1"),
        ("intranet.example", "intranet.example.", "10.0.0.1"),
        ("bücher.example", "xn--bcher-kva.example", "10.0.0.1"),
        ("[::1]", "::1", "::1"),
        ("fe80::1%eth0", "fe80::1%eth0", "fe80::1%eth0"),
    ],
)
def test_a_host_is_allowed_however_it_is_written(allowed: str, host: str, address: str) -> None:
    Guard([allowed]).judge(host, [address])
    with pytest.raises(NotPublic):
        Guard([f"other-{allowed}"]).judge(host, [address])


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(NotPublic):
        Guard([]).judge("a.example", ["93.184.216.34", "127.0.0.1"])


@pytest.mark.parametrize("address", ["::127.0.0.1", "fec0::1", "64:ff9b:1::a00:1", "4000::1"])
def test_addresses_that_iana_has_given_to_nobody_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]"])
def test_where_a_machine_tells_its_secrets_nobody_is_told_how_to_get_in(address: str) -> None:
    host = address.strip("[]")
    said = str(NotPublic(host, host).on_the_way_from(f"http://{address}/latest/"))
    assert "is refused" in said
    assert "allow" not in said
    private = str(NotPublic("10.0.0.1", "10.0.0.1").on_the_way_from("http://10.0.0.1/"))
    assert "allow-hosts" in private


@pytest.mark.parametrize("spoilt", ["garbage", "a folder", "overwritten", "no place for it"])
def test_a_broken_cache_is_one_warning_and_pages_are_fetched(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture, spoilt: str
) -> None:
    site.pages["/a"] = page("<p>Hello", ETag='"one"')
    folder, cache = tmp_path, tmp_path / "http.sqlite"
    if spoilt == "garbage":
        cache.write_bytes(b"no database" * 1_000)
    elif spoilt == "a folder":
        cache.mkdir()
    elif spoilt == "overwritten":
        first = Web(["127.0.0.1"], tmp_path)
        first.fetch(site.at("/a"))
        first.close()
        cache.write_bytes(cache.read_bytes()[:4096] + b"x" * (cache.stat().st_size - 4096))
    else:
        cache.write_text("a file")
        folder = cache
    web = Web(["127.0.0.1"], folder)
    assert [web.fetch(site.at("/a")).data for _ in range(2)] == [b"<p>Hello"] * 2
    web.close()
    (told,) = (record for record in caplog.records if record.levelname != "INFO")
    assert (told.levelname, told.exc_info) == ("WARNING", None)
    assert "can't be used" in told.getMessage()
