"""What is installed is named exactly, comes by its hash, and says nothing of the index that it was looked up in."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.builds import ROOT

SOURCES = sorted([*ROOT.glob("requirements*.in"), *ROOT.glob("tests/requirements*.in")])
PACKAGES = sorted(ROOT.glob("tests/*/package.json"))


def unpinned(text: str) -> list[str]:
    """Give the lines of a requirements*.in that name a package without its one version."""
    named = [line for line in text.splitlines() if line and not line.startswith(("#", "-c ", "-r "))]
    return [line for line in named if not re.match(r"[A-Za-z][\w.-]*==\d[\w.]*( # .+)?$", line)]


def unlocked(text: str) -> list[str]:
    """Give what is wrong in a requirements*.txt: an entry without version or hash, or an address."""
    entries = re.findall(r"^[A-Za-z][^\\\n]*(?:\\\n[^\\\n]*)*", text, re.MULTILINE)
    assert entries
    loose = [entry for entry in entries if not re.match(r"\S+==\S+( ; [^\\]+)? \\\n +--hash=sha256:\w{64}", entry)]
    return [*loose, *re.findall(r".*(?:https?:|--(?:extra-)?index|--find-links|/opt/|/home/).*", text)]


def test_every_requirement_is_pinned_to_one_version() -> None:
    assert len(SOURCES) >= 4
    assert [f"{path.name}: {line}" for path in SOURCES for line in unpinned(path.read_text())] == []


def test_a_requirement_without_one_version_is_found() -> None:
    text = "# why\n-c requirements.txt\n-r requirements.in\na==1.0\nb\nc>=2\nd==3.*\ne==1 # held: why\nf~=1.0\nhttps://host.invalid/g.whl\n"
    assert unpinned(text) == ["b", "c>=2", "d==3.*", "f~=1.0", "https://host.invalid/g.whl"]


def test_every_lock_has_hashes_and_no_address() -> None:
    locks = [path.with_suffix(".txt") for path in SOURCES]
    assert [f"{path.name}: {line}" for path in locks for line in unlocked(path.read_text())] == []


def test_a_lock_without_a_hash_or_with_an_address_is_found() -> None:
    good = f"a==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via b\n"
    assert unlocked(good) == []
    assert unlocked(f"{good}b==2\n") == ["b==2"]
    assert unlocked(f"--index-url https://host.invalid/simple\n{good}") == ["--index-url https://host.invalid/simple"]
    assert unlocked(good.replace("==1.0", ">=1.0")) != []


def test_every_lock_is_of_what_its_source_pins() -> None:
    stale = []
    for source in SOURCES:
        lock = re.sub(r"[_.]", "-", source.with_suffix(".txt").read_text().lower())
        for line in source.read_text().splitlines():
            pin = re.sub(r"[_.]", "-", line.split(" ")[0].lower())
            if "==" in pin and f"\n{pin} " not in lock:
                stale.append(f"{source.name}: {line}")
    assert stale == []


def test_every_npm_package_is_pinned_and_locked_by_its_hash() -> None:
    assert len(PACKAGES) >= 4
    wrong = []
    for path in PACKAGES:
        asked = json.loads(path.read_text())["dependencies"]
        locked = json.loads(path.with_name("package-lock.json").read_text())["packages"]
        wrong += [f"{path}: {name} {version}" for name, version in asked.items() if not re.match(r"[\d.]+$", version)]
        wrong += [
            f"{path}: {name or 'the dependencies'} in its lock"
            for name, entry in locked.items()
            if (entry["dependencies"] != asked if name == "" else "integrity" not in entry or "resolved" in entry)
        ]
    assert wrong == []


def test_locking_a_package_that_nothing_needs_is_refused() -> None:
    locks = {path: path.read_bytes() for path in ROOT.glob("requirements*")}
    told = subprocess.run([ROOT / ".ci" / "lock", "nosuchpackage"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert "No requirements*.txt holds a package nosuchpackage" in told.stderr
    assert {path: path.read_bytes() for path in ROOT.glob("requirements*")} == locks


def test_the_bot_that_renews_looks_into_every_folder_with_something_to_renew() -> None:
    said = (ROOT / ".github" / "dependabot.yml").read_text()
    folders = {
        *(path.parent for path in SOURCES),
        *(path.parent for path in PACKAGES),
        *(path.parent for path in (*ROOT.glob("*/Containerfile"), *ROOT.glob(".*/Containerfile"))),
    }
    addresses = ["/" + str(folder.relative_to(ROOT)).removeprefix(".") for folder in folders - {ROOT / ".devcontainer"}]
    assert [address for address in (*addresses, "/.devcontainer") if f'"{address}"' not in said] == []


def test_images_are_named_by_version_and_digest_and_without_a_registry() -> None:
    files = [ROOT / "deploy" / "Containerfile", ROOT / ".devcontainer" / "Containerfile"]
    images = [(path.name, image) for path in files for image in re.findall(r"^FROM (\S+)", _text(path), re.MULTILINE)]
    assert len(images) >= 3
    exact = re.compile(r"[a-z]+:\d+\.\d+(?:\.\d+)?-[a-z-]+@sha256:[0-9a-f]{64}")
    assert [image for image in images if not exact.fullmatch(image[1])] == []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
