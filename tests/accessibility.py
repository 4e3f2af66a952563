"""What axe-core finds on an open page, with everything that is folded away laid open for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

OF_LOOK = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""The rules that hang on colours and sizes; all others judge names, roles and order, the same in every look."""
PASSED: set[str] = set()
"""Looks of text whose contrast has passed in this process, whatever the page, the scheme and the screen."""

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

# Contrast takes axe nine tenths of its time, and most texts of a page look alike. A look is all that contrast is
# calculated from: the ink of a text, whatever paints behind it, and whatever else paints where it stands.
_REMEMBER = """(passed) => {
  const nothing = ["rgba(0, 0, 0, 0)", "none", "1", "none", "normal"].join();
  const paint = (one) => {
    const style = getComputedStyle(one);
    const kept = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode];
    if (style.position !== "static") kept.push(style.position, style.zIndex);
    return kept.join() === nothing ? "" : `${kept.join()}/`;
  };
  const painters = [...document.body.querySelectorAll("*")].map((one) => [one, paint(one), one.getBoundingClientRect()])
    .filter(([, painted, { width, height }]) => painted && width && height);
  const behind = new Map([[null, ""]]);
  const chain = (one) => {
    if (!behind.has(one)) behind.set(one, paint(one) + chain(one.parentElement));
    return behind.get(one);
  };
  const look = (one) => {
    const { color, webkitTextFillColor, fontSize, fontWeight, textShadow } = getComputedStyle(one);
    const place = one.getBoundingClientRect();
    const beside = painters.filter(([other, , { left, right, top, bottom }]) => left < place.right - 1
      && right > place.left + 1 && top < place.bottom - 1 && bottom > place.top + 1
      && !other.contains(one) && !one.contains(other)).map(([, painted]) => painted);
    return [color, webkitTextFillColor, fontSize, fontWeight, textShadow, chain(one), ...new Set(beside)].join();
  };
  window.passedLooks = new Set(passed);
  const check = axe._audit.checks["color-contrast"];
  const evaluate = window.judgeContrast ??= check.evaluate;
  check.evaluate = function (one, ...rest) {
    const seen = look(one);
    if (passedLooks.has(seen)) return true;
    const verdict = evaluate.call(this, one, ...rest);
    if (verdict === true) passedLooks.add(seen); // what axe refuses or can't judge is no example for others
    return verdict;
  };
}"""

_RUN = """([part, asked]) => axe.run(part || document, {
  runOnly: asked, resultTypes: ["violations"],
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
    page.wait_for_function(
        "() => document.querySelector('.pb-menu .pb-copy[hidden]') === null"
    )  # its script comes late


def violations(page: Page, part: str = "", passed: set[str] | None = PASSED, asked: Sequence[str] = ()) -> list[str]:
    """Run axe-core on a page as it stands; call `reveal` first to have all of it judged.

    Evaluating from outside is not bound by the page's content security policy, so that the policy stays in force.

    Args:
        page: an open page whose scripts have started.
        part: a selector, to judge only what is in it.
        passed: the looks of text whose contrast axe has passed before; text that looks the same in all that contrast
            is calculated from is not calculated again. What passes here is added. With None every text is calculated.
        asked: the only rules that are asked; all of WCAG 2.2 AA and axe's best practice when empty.

    Returns:
        One line a finding: rule, impact, place, why, and the start of the element.

    Raises:
        AssertionError: no rule passed either, so that nothing can have been judged.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    if passed is not None:
        page.evaluate(_REMEMBER, sorted(passed))
    results: dict[str, Any] = page.evaluate(_RUN, [part, list(asked or TAGS)])
    assert results["passes"], f"axe judged nothing on {page.url}"
    if passed is not None:
        passed.update(page.evaluate("() => [...passedLooks]"))
    return [
        f"{found['rule']} ({found['impact']}) at {found['place']}: {found['why']} | {found['html'][:120]}"
        for found in results["violations"]
    ]
