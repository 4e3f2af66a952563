"""One script of several modules: it does in a real browser what they do, and what can't be put together is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.errors import PlaybookError
from macros.exports.embedding.bundle import bundle

MODULES = {
    "entry.js": """/** Says. */
import { double, ONE as one } from "./deep/numbers.js";
import { Thing } from "./thing.js";
const own = 3;
export function run() { return double(one) + own + new Thing().size; }""",
    "deep/numbers.js": """const own = 2;
export const ONE = 1, TWO = 2;
export function double(value) { return value * own; }""",
    "thing.js": """import { TWO } from "./deep/numbers.js";
export class Thing { size = TWO; }""",
}


def _written(folder: Path, **changed: str) -> str:
    for name, text in (MODULES | {f"{name}.js": text for name, text in changed.items()}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return bundle(folder, "entry.js", "made")


def test_the_script_does_what_the_modules_do(tmp_path: Path, page: Page) -> None:
    page.add_script_tag(content=_written(tmp_path))
    assert page.evaluate("made.run()") == 1 * 2 + 3 + 2
    assert page.evaluate("Object.keys(made)") == ["run"]
    assert page.evaluate("typeof own") == "undefined"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('import all from "./thing.js";', "thing2.js:1: imports more than names"),
        ('import * as all from "./thing.js";', "thing2.js:1: imports more than names"),
        ('import "./thing.js";', "thing2.js:1: imports more than names"),
        ('export const x = 1;\nconst late = import("./thing.js");', "thing2.js:2: imports a module only when"),
        ("export default 1;", "thing2.js:1: exports something else than a declaration"),
        ('export { Thing } from "./thing.js";', "thing2.js:1: exports something else than a declaration"),
        ("export const [x] = [1];", "thing2.js:1: exports more than names"),
        ('import { run } from "./entry.js";', "entry.js: imports itself through others"),
    ],
)
def test_what_cannot_be_put_together_is_refused(text: str, told: str, tmp_path: Path) -> None:
    entry = 'import { x } from "./thing2.js";\nexport function run() { return x; }'
    with pytest.raises(PlaybookError) as refused:
        _written(tmp_path, entry=entry, thing2=text)
    assert str(refused.value).startswith(told)


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"^gone\.js: isn't there, and a module imports from it; "):
        _written(tmp_path, entry='import { x } from "./gone.js";')
