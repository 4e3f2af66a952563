"""What axe-core finds on an open page, with everything that is folded away laid open for it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# Workings are laid into the text instead of being opened one above the other, where each would hide the last.
_REVEAL = """() => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  document.querySelectorAll(".tabbed-block").forEach((one) => { one.style.display = "block"; });
  document.querySelectorAll("[popover]").forEach((one) => {
    one.removeAttribute("popover");
    Object.assign(one.style, { display: "block", position: "static", translate: "none", maxHeight: "none" });
  });
  document.querySelectorAll(".md-sidebar__scrollwrap").forEach((one) => { one.scrollTop = 0; });
  return document.fonts.ready.then(() => true);
}"""

_RUN = """([part, tags]) => axe.run(part || document, {
  runOnly: tags, resultTypes: ["violations"],
}).then((results) => ({
  passes: results.passes.length,
  violations: results.violations.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    impact: rule.impact,
    place: node.target.flat().join(" "),
    html: node.html,
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] ?? rule.help,
  }))),
}))"""


def reveal(page: Page) -> None:
    """Open every box, show every tab and lay every working into the text; axe sees nothing that is hidden."""
    page.evaluate(_REVEAL)


def violations(page: Page, part: str = "") -> list[str]:
    """Run axe-core on a page as it stands; call `reveal` first to have all of it judged.

    Evaluating from outside is not bound by the page's content security policy, so that the policy stays in force.

    Args:
        page: an open page whose scripts have started.
        part: a selector, to judge only what is in it.

    Returns:
        One line a finding: rule, impact, place, why, and the start of the element.

    Raises:
        AssertionError: no rule passed either, so that nothing can have been judged.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    results: dict[str, Any] = page.evaluate(_RUN, [part, list(TAGS)])
    assert results["passes"], f"axe judged nothing on {page.url}"
    return [
        f"{found['rule']} ({found['impact']}) at {found['place']}: {found['why']} | {found['html'][:120]}"
        for found in results["violations"]
    ]
