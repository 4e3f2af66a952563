"""What is written for servers follows from the pages of a built site, or the site is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.built.security_policy import inline_scripts, policy, print_of, script_hashes, with_policy
from macros.errors import PlaybookError
from macros.hosting.__main__ import LIST, write
from macros.hosting.nginx import nginx_maps, nginx_server
from macros.hosting.site import Site
from macros.hosting.static_hosts import headers_file, rules
from tests.builds import ROOT

THEME = "assets/javascripts/bundle.0123abcd.min.js"


def hashes(html: str) -> set[str]:
    """Hash the scripts of a page as if all of them were known."""
    return script_hashes(html, [print_of(code) for code in inline_scripts(html)])


def page(body: str = "", address: str = "https://reader.example/", given: str | None = None) -> str:
    html = f'<html><head><link rel="canonical" href="{address}"></head><body>{body}</body></html>'
    given = policy(hashes(body)) if given is None else given
    return html.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{given}">')


def built(folder: Path, **files: str) -> Site:
    """Lay out a small site; names are given with two underscores for a slash and one for a dot."""
    texts = {"index_html": page(), "404_html": page(), THEME: ""} | files
    for name, text in texts.items():
        path = folder / (name if name == THEME else name.replace("__", "/").replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Site(folder)


def directive(site: Site, name: str, zone: str = "") -> list[str] | None:
    """Find what a zone's policy says of one thing."""
    for part in site.policies[zone].split("; "):
        if part.split(" ")[0] == name:
            return part.split(" ")[1:]
    return None


def test_the_policy_allows_the_scripts_of_every_page_once(tmp_path: Path) -> None:
    one, two = "<script>one()</script>", "<script>two()</script>"
    site = built(tmp_path, a__index_html=page(one), b__index_html=page(two), c__index_html=page(two + one))
    assert directive(site, "script-src") == ["'self'", *sorted(hashes(one + two))]
    assert len(hashes(one + two)) == 2


def test_a_script_that_was_changed_after_the_build_is_not_allowed(tmp_path: Path) -> None:
    changed = page("<script>one()</script>").replace("one()", "other()")
    (hashed,) = hashes(changed)
    assert hashed not in built(tmp_path, a__index_html=changed).policies[""]


def test_pages_that_may_be_framed_have_a_policy_of_their_own(tmp_path: Path) -> None:
    site = built(tmp_path, embed__x__index_html=page("<script>framed()</script>"))
    assert directive(site, "frame-ancestors") == ["'self'"]
    assert directive(site, "frame-ancestors", "embed") == ["*"]
    assert directive(site, "script-src") == ["'self'"]
    assert len(directive(site, "script-src", "embed") or ()) == 2


def test_a_single_wiki_may_be_named_that_frames_and_fetches(tmp_path: Path) -> None:
    built(tmp_path, a__index_md="", embed__x__index_html=page())
    site = Site(tmp_path, "https://wiki.example.com:8443")
    assert directive(site, "frame-ancestors") == ["'self'"]
    assert directive(site, "frame-ancestors", "embed") == ["'self'", site.wiki]
    origins = [headers.get("Access-Control-Allow-Origin") for headers in rules(site).values()]
    assert [origin for origin in origins if origin] == [site.wiki, site.wiki]
    assert nginx_maps(site).count(f' "{site.wiki}";') == 2


def test_a_wiki_that_browsers_would_not_know_is_refused(tmp_path: Path) -> None:
    built(tmp_path)
    for wiki in ("wiki.example.com", "https://wiki.example.com/", "https://a https://b", "'self'", "", "https://"):
        with pytest.raises(PlaybookError) as told:
            Site(tmp_path, wiki)
        assert str(told.value).startswith(f"WIKI={wiki}: ")
        assert str(told.value).endswith(
            "; write https://wiki.example.com, without a path or a slash at the end, or * for anyone"
        )


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://reader.example/", "/"),
        ("https://reader.example", "/"),
        ("https://reader.example/guides/playbook/", "/guides/playbook/"),
        ("http://127.0.0.1:8000/x", "/x/"),
    ],
)
def test_the_site_tells_the_path_that_it_was_built_for(address: str, base: str, tmp_path: Path) -> None:
    site = built(tmp_path, index_html=page(address=address), embed__x__index_html=page())
    assert site.base == base
    assert all(pattern.startswith(base) for pattern in rules(site))
    assert f'"~^{base}embed/"' in nginx_maps(site).replace("\\", "")
    assert f"error_page 403 404 =404 {base}404.html;" in nginx_server(site)


def test_texts_may_be_fetched_but_no_licence_of_a_font_and_no_sitemap(tmp_path: Path) -> None:
    names = ("index.md", "a/index.obsidian.md", "a/b/blank.docx", "a/index.confluence.xml", "llms.txt")
    files = dict.fromkeys((name.replace("/", "__").replace(".", "_") for name in names), "")
    site = built(tmp_path, **files, assets__fonts__LICENCE_txt="", sitemap_xml="", embed__x__index_html=page())
    assert sorted(site.exported) == sorted(names)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a_xyz": ""}, "a.xyz: is a file of an unknown kind, 'xyz'; give its kind a line in MEDIA_TYPES"),
        ({"a__index_html": "<p>words</p>"}, "a/index.html: carries no content security policies; build the site anew"),
        (
            {"a__index_html": page(given="x") + page(given="y")},
            "a/index.html: carries 2 content security policies; build the site anew",
        ),
        (
            {"a__index_html": page(given="default-src *")},
            "a/index.html: carries a content security policy that this project did not write; build the site anew",
        ),
        ({"index_html": with_policy("<head></head>")}, "index.html: doesn't tell its address; set site_url"),
        (
            {f"{number}_txt": "" for number in range(100)},
            "_headers: would have 106 rules, and a line of",
        ),
        (
            {f"a{number}__index_html": page(f"<script>{number}</script>") for number in range(50)},
            "and a line of 2866 characters; Cloudflare Pages takes 100 rules and 2000 characters",
        ),
    ],
)
def test_what_cannot_be_served_well_is_refused(files: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        write(built(tmp_path / "site", **files), tmp_path / "out")
    assert told in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_theme_that_names_its_files_otherwise_is_noticed(tmp_path: Path) -> None:
    site = built(tmp_path)
    (tmp_path / THEME).unlink()
    with pytest.raises(PlaybookError, match="holds no file named by its content"):
        headers_file(site)


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="holds no built site; build it first"):
        write(Site(tmp_path / "site"), tmp_path / "out")


def test_it_is_not_written_where_readers_would_get_it(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="lies in the site"):
        write(built(tmp_path), tmp_path / "hosting")


def test_hidden_files_are_not_offered(tmp_path: Path) -> None:
    site = built(tmp_path)
    for name in (".git/config", "a/.draft.md", "_headers"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(site.files) == sorted(("404.html", "index.html", THEME))


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    body = "<script>one()</script><script>two()</script>"
    texts = []
    for name in ("one", "other"):
        site = built(tmp_path / name, a__index_html=page(body), a__index_md="", embed__x__index_html=page())
        texts.append((headers_file(site), nginx_maps(site), nginx_server(site)))
    assert texts[0] == texts[1]


def test_the_command_writes_beside_the_site_and_says_what_is_wrong_in_a_line(tmp_path: Path) -> None:
    built(tmp_path / "site")
    command = [sys.executable, "-m", "macros.hosting"]

    def run(site: str) -> subprocess.CompletedProcess[str]:
        folders = [str(tmp_path / site), str(tmp_path / "hosting")]
        return subprocess.run([*command, *folders], cwd=ROOT, capture_output=True, text=True, check=False)

    assert run("site").returncode == 0
    written = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "hosting").rglob("*") if path.is_file()]
    assert sorted(written) == [f"hosting/{name}" for name in (LIST, "_headers", "nginx/maps.conf", "nginx/server.conf")]
    refused = run("nowhere")
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [f"ERROR   -  {tmp_path}/nowhere: holds no built site; build it first"]
