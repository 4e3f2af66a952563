"""Every file is what its ending says, whole, and of this site alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.checks.files import files
from macros.sources import sources
from tests.small_project import SmallProject, culprits, words

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'

WRONG = {
    "a.css": {
        "a { color: red;": "docs/a.css:1: the style sheet breaks off; close the brace, string or comment",
        "a {}\n/* red;": "docs/a.css:1: the style sheet breaks off",
        "a {\n  color red;\n}": "docs/a.css:2: the style sheet can't be read",
        "a { background: url(a b.png) }": "docs/a.css:1: the style sheet can't be read",
        "a { color: red; }\n}": "docs/a.css:2: the style sheet can't be read",
        "@import 'https://example.org/a.css';": "docs/a.css:1: names 'https://example.org/a.css'",
        "@import url(//example.org/a.css);": "docs/a.css:1: names '//example.org/a.css'",
        "@font-face {\n  src: url('https://example.org/a.woff2');\n}": "docs/a.css:2: names 'https://example.org/a.woff2'",
        "a { background: url( HTTPS://example.org/a.png ) }": "docs/a.css:1: names 'HTTPS://example.org/a.png'",
        "a { background: image-set('https://example.org/a' 1x) }": "docs/a.css:1: names 'https://example.org/a'",
        "a { background: url('\\68ttps://example.org/a') }": "docs/a.css:1: names 'https://example.org/a'",
        "a { background: u\\72l(https://example.org/a) }": "docs/a.css:1: names 'https://example.org/a'",
        "a { background: url(javascript:go) }": "docs/a.css:1: names 'javascript:go'",
    },
    "a.js": {
        "let a = ;": "docs/a.js:1: the script can't be read",
        "if (a) {\n  b();\n": "docs/a.js:",
        "fetch('https://example.org/')": "docs/a.js:1: names 'https://example.org/'",
        "import a from '//example.org/a.js';": "docs/a.js:1: names '//example.org/a.js'",
        "await import(`https://${host}/a.js`);": "docs/a.js:1: names 'https://${host}/a.js'",
        "new WebSocket('wss://example.org')": "docs/a.js:1: names 'wss://example.org'",
        "fetch('ht\\u0074ps:\\/\\/example.org')": "docs/a.js:1: names 'https://example.org'",
        "location = 'data:text/html,x'": "docs/a.js:1: names 'data:text/html,x'",
        "let a = '\u202e';": "docs/a.js:1: holds U+202E",
    },
    "a.svg": {
        "<svg": "docs/a.svg:1: isn't a drawing",
        "<p/>": "docs/a.svg:1: drawings have no <p>",
        f"{SVG}\n<script>1</script></svg>": "docs/a.svg:2: drawings have no <script>",
        f"{SVG}<foreignObject/></svg>": "docs/a.svg:1: drawings have no <foreignObject>",
        f"{SVG}<image href='a.png'/></svg>": "docs/a.svg:1: drawings have no <image>",
        f"{SVG}<rect onclick='go()'/></svg>": "docs/a.svg:1: has the handler 'onclick'",
        f"{SVG}<use xlink:href='https://example.org/#a'/></svg>": "docs/a.svg:1: leads to 'https://example.org/#a'",
        f"{SVG}<rect style='fill: url(https://example.org/#a)'/></svg>": "docs/a.svg:1: names an address",
        f"{SVG}<style>@import 'https://example.org/a.css';</style></svg>": "docs/a.svg:1: names an address",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg/>": "docs/a.svg: declares a document type",
    },
    "a.png": {"only words": "docs/a.png: doesn't hold what its ending .png says"},
    "a.woff2": {"only words": "docs/a.woff2: doesn't hold what its ending .woff2 says"},
    "a.exe": {"x": "docs/a.exe: has an ending that the site has no use for: '.exe'"},
    "a": {"x": "docs/a: has an ending that the site has no use for: ''"},
    "a b.md": {"x": "docs/a b.md: has a name that addresses can't hold as it is"},
}
RIGHT = {
    "a.css": (
        "/* https://example.org/ */ a { background: url(../b.png) }",
        "a { background: url('data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E') }",
        "@font-face { src: url(a.woff2) format('woff2') }",
        "@media (400px <= width <= 700px) { a { &:hover { b: url(../c.png); } } }",
        "@page :first { margin: 1cm }",
    ),
    "a.js": (
        "// https://example.org/\nconst a = 'http://www.w3.org/2000/svg';",
        "/https?:\\/\\//.test(a)",
        "a / b // c",
    ),
    "a.svg": (f"{SVG}<g><use href='#a'/><rect fill='url(#b)'/></g><!-- a note --></svg>",),
    ".hidden": ("x",),
}


def test_each_mistake_is_told_once_with_its_line(project: SmallProject) -> None:
    cases = []
    for name, texts in WRONG.items():
        for text, message in texts.items():
            path = project.write(f"docs/{name}", text)
            cases.append((text, words(files(project.root)), message))
            path.unlink()
    assert culprits(cases) == []


def test_what_is_right_is_let_pass(project: SmallProject) -> None:
    cases = []
    for name, texts in RIGHT.items():
        for text in texts:
            path = project.write(f"docs/{name}", text)
            cases.append((text, words(files(project.root)), ""))
            path.unlink()
    assert culprits(cases) == []


def test_what_the_settings_leave_out_is_passed_over(project: SmallProject) -> None:
    project.write("docs/fonts/subset.py", "x")
    assert words(files(project.root))[0].startswith("docs/fonts/subset.py: has an ending")
    project.write("mkdocs.yml", "site_name: A\nexclude_docs: |\n  /fonts/subset.py\nnav:\n  - index.md\n")
    assert words(files(project.root)) == []


def test_an_override_that_jinja_cannot_read_is_told_with_its_line(project: SmallProject) -> None:
    project.write("overrides/home.html", '{% extends "main.html" %}\n{% block x %}\n')
    (found,) = words(files(project.root))
    assert found.startswith("overrides/home.html:2: can't be read: Unexpected end of template")


@pytest.mark.parametrize("folder", ["docs", "snippets/partials", "overrides"])
def test_a_symbolic_link_is_refused(folder: str, project: SmallProject, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (project.root / folder / "link.md").symlink_to(tmp_path / "secret.txt")
    (found,) = words(files(project.root))
    assert found.startswith(f"{folder}/link.md: is a symbolic link; put the file itself there")


def test_a_named_pipe_is_refused_and_not_read(project: SmallProject) -> None:
    os.mkfifo(project.root / "docs" / "pipe.md")
    assert words(files(project.root)) == ["docs/pipe.md: is no file with content; remove it"]


def test_a_page_that_is_not_utf_8_is_told_with_its_line(project: SmallProject) -> None:
    project.write("docs/page.md", b"---\ntitle: x\n---\nCaf\xe9\n")
    (found,) = words(files(project.root))
    assert found == "docs/page.md:4: has the byte e9, which UTF-8 has not; save the file as UTF-8"
    assert sources(project.root, "docs")
