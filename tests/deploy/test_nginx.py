"""The real nginx with the configuration of deploy/: headers on each kind of path, and what must not leave."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import os
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
import pytest
from playwright.sync_api import Browser, Page

from macros.hosting.site import ALWAYS
from tests.cases import for_every
from tests.deploy.asking import address, ask, asked, directives, files, raw
from tests.deploy.offered import EMBEDDED, EXPORTS, FRAMED, HIDDEN, PACKED, below, lay_out
from tests.nginx import Server, serving_with_nginx
from tests.serving import serving
from tests.site.places import ONE_OF_EACH

pytestmark = pytest.mark.xdist_group("nginx")

THEME = re.compile(r"assets/.*\.[0-9a-f]{8}\.min\.js")
OWN = ("assets/stylesheets/playbook.css", "assets/javascripts/playbook.js", "assets/fonts/playbook-sans.woff2")
DATA = ("search/search_index.json", "offline.js", "offline.json", "sitemap.xml", "assets/images/logo.svg")
PAGE = "about/fiction/"
SUB_PATH = "/guides/playbook/"


@pytest.fixture(scope="module")
def below_a_path(offered: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An nginx that serves the same below a path."""
    folder = lay_out(offered, tmp_path_factory.mktemp("below") / "site")
    below(folder, SUB_PATH)
    with serving_with_nginx(folder) as started:
        assert started.base == SUB_PATH
        yield started


# Headers


def test_every_file_comes_as_it_is_with_the_headers_of_every_answer(server: Server) -> None:
    names = files(server.folder)
    assert len(names) > 200
    with contextlib.closing(server.connection()) as connection:
        for name in names:
            answer = asked(connection, address(name))
            assert answer.status == 200, name
            assert answer.body == (server.folder / name).read_bytes(), name
            for header, value in ALWAYS.items():
                assert answer.headers.get_all(header) == [value], name
            assert answer.headers["X-Frame-Options"] is None, "it would override frame-ancestors in older browsers"
            assert answer.headers["Server"] == "nginx", "no version for those who look for known holes"
            assert answer.headers["Accept-Ranges"] == "bytes", name


@for_every("file, kind", (EXPORTS | EMBEDDED).items())
def test_exported_and_embedded_files_may_be_fetched_by_other_sites(file: str, kind: str, server: Server) -> None:
    answer = ask(server, address(file))
    assert answer.headers.get_all("Content-Type") == [kind]
    assert answer.headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert answer.headers["Cache-Control"] == "no-cache"


@for_every("file", [*ONE_OF_EACH.values(), *OWN, *DATA, "assets/fonts/LICENCE-source-sans.txt", "no/page"])
def test_nothing_else_may_be_fetched_by_other_sites(file: str, server: Server) -> None:
    assert ask(server, f"/{file}").headers["Access-Control-Allow-Origin"] is None


def test_pages_of_embed_may_be_framed_by_anyone_and_all_else_by_the_site_alone(server: Server) -> None:
    for file in files(server.folder):
        policy = directives(ask(server, address(file), "HEAD").headers["Content-Security-Policy"])
        assert policy["frame-ancestors"] == ({"*"} if file.startswith("embed/") else {"'self'"}), file


def test_the_policy_of_the_server_and_that_of_each_page_allow_every_script_of_the_page(server: Server) -> None:
    scripts = 0
    for file in files(server.folder):
        if not file.endswith(".html"):
            continue
        answer = ask(server, address(file))
        tree = lxml.html.fromstring(answer.body)
        (given,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        (sent,) = answer.headers.get_all("Content-Security-Policy", [])
        own, header = directives(str(given)), directives(sent)
        assert "'unsafe-inline'" not in sent
        for script in tree.xpath("//script[not(@src)][not(@type) or @type='module' or contains(@type, 'javascript')]"):
            code = (script.text or "").encode()
            allowed = f"'sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode()}'"
            assert allowed in own["script-src"], file
            assert allowed in header["script-src"], file
            scripts += 1
        for name, values in own.items():
            assert values <= header[name] or values == {"'none'"}, f"{file}: the server forbids more in {name}"
        assert header.keys() == own.keys() | {"frame-ancestors"}, file
    assert scripts > 300


def test_the_policy_allows_no_script_that_no_page_has(server: Server) -> None:
    sent = directives(ask(server, "/").headers["Content-Security-Policy"])["script-src"]
    pages = [path for path in server.folder.rglob("*.html") if "embed" not in path.parts]
    held = set()
    for path in pages:
        (given,) = lxml.html.fromstring(path.read_bytes()).xpath(
            "//meta[@http-equiv='Content-Security-Policy']/@content"
        )
        held |= directives(str(given))["script-src"]
    assert sent == held


def test_files_of_the_theme_named_by_their_content_are_kept_and_all_else_is_asked_for_each_time(server: Server) -> None:
    kept = [file for file in files(server.folder) if THEME.fullmatch(file)]
    assert len(kept) >= 2
    for file in kept:
        assert ask(server, f"/{file}").headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    for file in ("", PAGE, *OWN, *DATA, "no/page", kept[0] + ".gz", kept[0].replace(".min", "0.min")):
        assert ask(server, f"/{file}").headers.get_all("Cache-Control") == ["no-cache"]


@for_every(
    "file, kind",
    [
        ("", "text/html; charset=utf-8"),
        (OWN[0], "text/css; charset=utf-8"),
        (OWN[1], "text/javascript; charset=utf-8"),
        (OWN[2], "font/woff2"),
        ("search/search_index.json", "application/json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("sitemap.xml.gz", "application/gzip"),
        ("assets/images/logo.svg", "image/svg+xml; charset=utf-8"),
        ("assets/images/social.png", "image/png"),
    ],
)
def test_media_types(file: str, kind: str, server: Server) -> None:
    assert ask(server, f"/{file}").headers["Content-Type"] == kind


# What isn't there, and what must not leave


@pytest.mark.parametrize(
    "path", ["/no/page", "/no-page/", "/about/fiction/x", "/index.php", "/%E6%95%B0", "/embed/no/"]
)
def test_what_is_not_there_is_404_with_the_page_of_the_site(path: str, server: Server) -> None:
    answer = ask(server, path)
    assert answer.status == 404
    assert answer.body == (server.folder / "404.html").read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/assets/", "/assets/fonts/", "/search/", "/embed/", "/assets/javascripts/lunr/"])
def test_a_folder_without_a_page_is_not_listed(path: str, server: Server) -> None:
    assert (server.folder / path.strip("/")).is_dir()
    answer = ask(server, path)
    assert answer.status == 404
    assert answer.body == (server.folder / "404.html").read_bytes()


@for_every("file", [*HIDDEN, ".git/", ".git", "%2egit/config", "templates/../.env", "templates%2F.draft.md"])
def test_hidden_files_do_not_leave(file: str, server: Server) -> None:
    answer = ask(server, f"/{file}")
    assert answer.status == 404
    assert answer.body == (server.folder / "404.html").read_bytes()


@for_every(
    "base, path",
    product(
        ["/", "/assets/", "/embed/"],
        [
            "../outside",
            "../../outside",
            "x/../../outside",
            "..%2foutside",
            "..%2Foutside",
            "%2e%2e/outside",
            "%2e%2e%2foutside",
            "%252e%252e%252foutside",
            "..%5coutside",
            "..\\outside",
            "....//outside",
            "%c0%ae%c0%ae/outside",
            "..;/outside",
            "../site../outside",
            "../../../../../../../../../../etc/passwd",
            "..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd",
            "outside%00.html",
        ],
    ),
)
def test_no_request_reaches_a_file_outside_the_site(base: str, path: str, server: Server, below_a_path: Server) -> None:
    for served in (server, below_a_path):
        (served.folder.parent / "outside").write_text("a secret", encoding="utf-8")
        target = served.base.rstrip("/") + base + path
        said = raw(served, f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert re.match(rb"HTTP/1\.1 (400|404) ", said), said[:200]
        assert b"a secret" not in said
        assert b"root:" not in said


def test_a_file_beside_the_site_is_not_reached_by_the_end_of_its_name(below_a_path: Server) -> None:
    """The site is named without a slash at its end, and `site../` must not stand for the folder above."""
    (below_a_path.folder.parent / "outside").write_text("a secret", encoding="utf-8")
    said = raw(
        below_a_path, f"GET {SUB_PATH.rstrip('/')}../outside HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    )
    assert said.startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE"])
def test_nothing_can_be_written(method: str, server: Server) -> None:
    assert ask(server, f"/{PAGE}", method).status == 405


# Addresses


@pytest.mark.parametrize("query", ["", "?theme=dark&x=1"])
def test_a_folder_without_its_slash_is_redirected_on_the_same_host(
    query: str, server: Server, below_a_path: Server
) -> None:
    for served in (server, below_a_path):
        answer = ask(served, f"{served.base}about/fiction{query}", Host="reader.example:8443")
        assert answer.status == 301
        assert answer.headers["Location"] == f"{served.base}about/fiction/{query}"


def test_slashes_in_front_do_not_redirect_to_another_host(server: Server) -> None:
    for path in ("//about", "///about", "/\\about", "//reader.example/%2e%2e/about"):
        location = ask(server, path).headers["Location"]
        assert location is None or re.match(r"/[a-z]", location)


def test_below_a_path_the_site_is_there_and_nowhere_else(below_a_path: Server) -> None:
    assert ask(below_a_path, SUB_PATH).body == (below_a_path.folder / "index.html").read_bytes()
    assert ask(below_a_path, SUB_PATH.rstrip("/")).headers["Location"] == SUB_PATH
    for path in ("/", "/about/fiction/", "/guides/", f"{SUB_PATH}no/page"):
        answer = ask(below_a_path, path)
        assert answer.status == 404
        assert answer.body == (below_a_path.folder / "404.html").read_bytes()


def test_below_a_path_the_headers_are_the_same(server: Server, below_a_path: Server) -> None:
    names = ("Content-Security-Policy", "Access-Control-Allow-Origin", "Cache-Control", "Content-Type", *ALWAYS)
    for file in files(server.folder):
        one, other = (ask(served, served.base + address(file)[1:], "HEAD").headers for served in (server, below_a_path))
        assert [one[name] for name in names] == [other[name] for name in names], file


# Conditions, parts, compression


@pytest.mark.parametrize("file", [PAGE, OWN[0], OWN[2], "templates/laid-out/index.md"])
def test_what_a_browser_has_is_not_sent_again(file: str, server: Server) -> None:
    for encoding in ("identity", "gzip"):
        first = ask(server, f"/{file}", Accept_Encoding=encoding)
        tag, date = first.headers["ETag"], first.headers["Last-Modified"]
        for condition in ({"If_None_Match": tag}, {"If_None_Match": f'"x", {tag}'}, {"If_Modified_Since": date}):
            again = ask(server, f"/{file}", Accept_Encoding=encoding, **condition)
            assert (again.status, again.body) == (304, b"")
            for name in ("Cache-Control", "Content-Security-Policy", "Access-Control-Allow-Origin"):
                assert again.headers[name] == first.headers[name], "a browser renews what it keeps from this answer"
        for condition in ({"If_None_Match": '"x"'}, {"If_Modified_Since": "Sat, 01 Jan 2000 00:00:00 GMT"}):
            assert ask(server, f"/{file}", **condition).status == 200


def test_a_changed_file_gets_another_tag_and_is_sent(server: Server) -> None:
    path = server.folder / "templates" / "laid-out" / "example.txt"
    tag = ask(server, "/templates/laid-out/example.txt").headers["ETag"]
    path.write_text("changed", encoding="utf-8")
    os.utime(path, (1, 1))
    answer = ask(server, "/templates/laid-out/example.txt", If_None_Match=tag)
    assert (answer.status, answer.body) == (200, b"changed")
    assert answer.headers["ETag"] != tag


def test_parts_of_a_file(server: Server) -> None:
    whole = (server.folder / OWN[2]).read_bytes()
    size = len(whole)
    for wanted, part in (
        ("0-99", whole[:100]),
        ("100-", whole[100:]),
        ("-7", whole[-7:]),
        (f"5-{size * 2}", whole[5:]),
    ):
        answer = ask(server, f"/{OWN[2]}", Range=f"bytes={wanted}")
        assert (answer.status, answer.body) == (206, part)
        start = whole.index(part)
        assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{size}"
    beyond = ask(server, f"/{OWN[2]}", Range=f"bytes={size}-")
    assert beyond.status == 416
    assert beyond.headers["Content-Range"] == f"bytes */{size}"


def test_a_part_of_a_file_that_has_changed_is_not_sent(server: Server) -> None:
    assert ask(server, f"/{OWN[2]}", Range="bytes=0-9", If_Range='"x"').status == 200


@for_every(
    "file",
    ["", PAGE, OWN[0], OWN[1], *DATA[:2], "templates/laid-out/index.md", "templates/laid-out/index.confluence.xml"],
)
def test_text_is_compressed_for_those_who_ask(file: str, server: Server) -> None:
    plain = ask(server, f"/{file}")
    packed = ask(server, f"/{file}", Accept_Encoding="br, gzip")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 0.7 * len(plain.body)
    for answer in (plain, packed):
        assert answer.headers["Vary"] == "Accept-Encoding", "or a cache between gives gzip to those who can't read it"


@pytest.mark.parametrize(
    "file", [OWN[2], "assets/images/social.png", "templates/laid-out/blank.docx", "sitemap.xml.gz"]
)
def test_what_is_compressed_already_is_left_alone(file: str, server: Server) -> None:
    assert ask(server, f"/{file}", Accept_Encoding="gzip").headers["Content-Encoding"] is None


def test_a_packed_copy_beside_a_file_is_sent_with_the_same_headers(server: Server) -> None:
    plain = ask(server, f"/{PACKED}")
    packed = ask(server, f"/{PACKED}", Accept_Encoding="gzip")
    assert plain.body == (server.folder / PACKED).read_bytes()
    assert gzip.decompress(packed.body) == b"packed beforehand"
    for name in ("Content-Type", "Vary", "Access-Control-Allow-Origin", "Cache-Control", "Content-Security-Policy"):
        assert plain.headers[name] == packed.headers[name], name
    assert ask(server, f"/{PACKED}", Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"]).status == 304
    assert ask(server, f"/{PACKED}", Accept_Encoding="gzip", If_None_Match=plain.headers["ETag"]).status == 200


@pytest.mark.parametrize(("path", "status"), [(f"/{PAGE}", 200), ("/no/page", 404), ("/about", 301)])
def test_head_says_the_same_without_the_body(path: str, status: int, server: Server) -> None:
    whole, head = ask(server, path), ask(server, path, "HEAD")
    assert (head.status, head.body) == (status, b"")
    for headers in (whole.headers, head.headers):
        del headers["Date"]
    assert head.headers.items() == whole.headers.items()


# In a browser


def test_every_kind_of_page_works_under_both_policies(server: Server, page: Page) -> None:
    home = f"http://127.0.0.1:{server.port}/"
    for place in ONE_OF_EACH.values():
        page.goto(home + place)
        page.wait_for_function(
            "() => document.querySelector('.pb-calculator[hidden], .pb-copy[hidden]:not(.pb-menu *)') === null"
        )
    page.goto(home)
    page.locator(".md-search__input").click()
    page.keyboard.type("burn rate")
    page.wait_for_selector(".md-search-result__item")


def test_another_site_can_frame_the_embedded_page_and_no_other(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    home = f"http://127.0.0.1:{server.port}"
    addresses = {"embedded": home + address(FRAMED), "page": f"{home}/{PAGE}"}
    frames = "".join(f'<iframe name="{name}" src="{source}"></iframe>' for name, source in addresses.items())
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Wiki</title>{frames}", encoding="utf-8")
    with serving(tmp_path, "") as wiki:
        context = browser.new_context()
        page = context.new_page()
        page.goto(wiki.replace("127.0.0.1", "localhost"), wait_until="load")
        shown = {frame.name: urlsplit(frame.url).scheme for frame in page.frames if frame.name}
        context.close()
    assert shown == {"embedded": "http", "page": "chrome-error"}
