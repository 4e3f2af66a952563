"""For each guard of the build: a copy of the project is broken in that way, and the build fails and names the culprit.

Mistakes that the same step finds are made together, each in a place of its own, because a build takes some seconds.
Each must be told in a message that fails the build by itself, and nothing else may be told: no mistake hides another,
and none is told twice. That one message is enough to fail is tested for each step; for the last, the checks of built
pages, in tests/building/test_command.py. Where the pages are of no account, the copy has one; elsewhere it has those
that are broken and a few more.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builds import ROOT, build
from tests.guards.breaking import Break, Outcome, broken, broken_among

FORMULAS = "docs/formulas/"
ANSWERS = "docs/answers/retrospective/"
STORY = "macros/stories/feature-platform.yml"
ONE_PAGE = {"index.md": "---\ntitle: Home\ndescription: The only page.\nkind: page\n---\n\nHome.\n"}
LOST = "---\ntitle: Lost\ndescription: Nobody comes here.\nkind: page\n---\n\nLost.\n"


def _story(name: str, what: str, old: str, new: str, told: str, at: str = "") -> Break:
    """A mistake in a further story, otherwise the one that there is; the line of `at`, or else of `old`, is told."""
    text = (ROOT / STORY).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    line = text[: text.index(at or old)].count("\n") + 1
    file = f"macros/stories/{name}.yml"
    further = re.sub("28 days|90 days|1 incident|(?<=cost per )1,000 inferences", "it", text.replace(old, new))
    return Break(what, STORY, [f"{file}:{line}: {told}"], files={file: further})  # exceptions are those of one file


CALLS = (
    Break(
        "a part of the workbook that is not there",
        "docs/workbook/keep.md",
        ["docs/workbook/keep.md:{line}: workbook(\"kep\"): the workbook has no such part; did you mean 'keep'?"],
        '{{ workbook("keep") }}',
        '{{ workbook("kep") }}',
    ),
    Break(
        "a part of the prompt without an answer",
        "docs/start/prompt-map.md",
        ["docs/workbook/coverage.md:10: docs/start/prompt-map.md:{line}: leads to no answer; link one in the second"],
        "[](../answers/calibration/rating-fairly.md)",
        "none yet",
    ),
    Break(
        "a section of answers that is not there",
        "docs/answers/people/index.md",
        ["docs/answers/people/index.md:{line}: answer_list(\"peple\"): unknown section; did you mean 'people'?"],
        '{{ answer_list("people") }}',
        '{{ answer_list("peple") }}',
    ),
    Break(
        "a mock interview whose minutes do not add up",
        "macros/practice/interviews.yml",
        [
            "docs/practise/mock-interview.md:10: macros/practice/interviews.yml:{line}: lengths.2: says 45 minutes, "
            "and its parts take 46; let opening, theirs, notes"
        ],
        "{minutes: 45, opening: 3,",
        "{minutes: 45, opening: 4,",
    ),
    Break(
        "a macro that is not there",
        f"{FORMULAS}share.md",
        [f"{FORMULAS}share.md:{{line}}: unknown name 'mathematic'; did you mean 'mathematics'?"],
        '{{ mathematics("share") }}',
        '{{ mathematic("share") }}',
    ),
    Break(
        "a figure that is not there",
        f"{FORMULAS}ratio.md",
        [
            f'{FORMULAS}ratio.md:{{line}}: "feature-platform.rollout_speedap": feature-platform has no input or figure '
            "'rollout_speedap'; did you mean 'rollout_speedup'?"
        ],
        '{{ working("feature-platform.rollout_speedup") }}',
        '{{ working("feature-platform.rollout_speedap") }}',
    ),
    Break(
        "an input that is not there",
        f"{FORMULAS}brier-score.md",
        [
            f'{FORMULAS}brier-score.md:{{line}}: "feature-platform.gate_bas_rate": feature-platform has no input or '
            "figure 'gate_bas_rate'; did you mean 'gate_base_rate'?"
        ],
        '{{ input("feature-platform.gate_base_rate") }}',
        '{{ input("feature-platform.gate_bas_rate") }}',
    ),
    Break(
        "a story that is not there",
        f"{FORMULAS}burn-rate.md",
        [
            f'{FORMULAS}burn-rate.md:{{line}}: "feature-platfrm": no story has this name; '
            "did you mean 'feature-platform'?"
        ],
        '{{ working("feature-platform.incident_burn_rate") }}',
        '{{ working("feature-platfrm.incident_burn_rate") }}',
    ),
    Break(
        "a goal that is not there",
        f"{FORMULAS}latency-quantile.md",
        [
            f'{FORMULAS}latency-quantile.md:{{line}}: "feature-platform.latncy": feature-platform has no goal '
            "'latncy'; did you mean 'latency'?"
        ],
        '{{ target("feature-platform.latency") }}',
        '{{ target("feature-platform.latncy") }}',
    ),
    Break(
        "a formula that is not there",
        f"{FORMULAS}error-budget.md",
        [
            f'{FORMULAS}error-budget.md:{{line}}: "error_budgt": no formula has this name; '
            "did you mean 'error_budget'?"
        ],
        '{{ mathematics("error_budget") }}',
        '{{ mathematics("error_budgt") }}',
    ),
    Break(
        "a template that is not there",
        "docs/templates/story-card.md",
        [
            'docs/templates/story-card.md:{line}: template("story-crad"): no template has this name; '
            "did you mean 'story-card'?"
        ],
        '{{ template("story-card") }}',
        '{{ template("story-crad") }}',
    ),
    Break(
        "a figure called as an input",
        f"{FORMULAS}brier-reference.md",
        [
            f'{FORMULAS}brier-reference.md:{{line}}: "feature-platform.gate_brier": is a figure, not an input; '
            'write figure("feature-platform.gate_brier")'
        ],
        '{{ figure("feature-platform.gate_brier") }}',
        '{{ input("feature-platform.gate_brier") }}',
    ),
    Break(
        "an input called as a figure",
        f"{FORMULAS}availability-by-requests.md",
        [
            f'{FORMULAS}availability-by-requests.md:{{line}}: "feature-platform.valid_requests_q4": is an input, not '
            'a figure; write input("feature-platform.valid_requests_q4")'
        ],
        '{{ input("feature-platform.valid_requests_q4") }}',
        '{{ figure("feature-platform.valid_requests_q4") }}',
    ),
    Break(
        "a goal called as a figure",
        f"{FORMULAS}relative-change.md",
        [
            f'{FORMULAS}relative-change.md:{{line}}: "feature-platform.latency": feature-platform has no input or '
            "figure 'latency'; it is a goal: use verdict or target for it"
        ],
        '{{ working("feature-platform.latency_change") }}',
        '{{ working("feature-platform.latency") }}',
    ),
    Break(
        "a name without its story",
        f"{FORMULAS}allowed-downtime.md",
        [f"{FORMULAS}allowed-downtime.md:{{line}}: 'allowed_downtime': isn't a full name; write \"story.key\""],
        '{{ working("feature-platform.allowed_downtime") }}',
        '{{ working("allowed_downtime") }}',
    ),
    Break(
        "a call without its name",
        f"{FORMULAS}avoided-cost.md",
        [f"{FORMULAS}avoided-cost.md:{{line}}: working() missing 1 required positional argument: 'name'"],
        '{{ working("feature-platform.avoided_serving_cost") }}',
        "{{ working() }}",
    ),
    Break(
        "an unclosed call on a page",
        f"{FORMULAS}time-to-exhaustion.md",
        [f"{FORMULAS}time-to-exhaustion.md:{{line}}: unexpected '}}'"],
        '{{ working("feature-platform.incident_exhaustion") }}',
        '{{ working("feature-platform.incident_exhaustion" }}',
    ),
    Break(
        "an unclosed call in a partial",
        f"{FORMULAS}cost-per-thousand.md",
        ["snippets/partials/broken.md:3: unexpected '}'"],
        '{{ working("feature-platform.cost_after") }}',
        '{% include "broken.md" %}',
        files={"snippets/partials/broken.md": 'One line,\nanother line,\nand {{ input("feature-platform.slo" }}.\n'},
    ),
    Break(
        "a wrong name in a partial",
        f"{FORMULAS}ratio-of-means.md",
        ["snippets/partials/wrong.md:2: \"feature-platform.slow\": feature-platform has no input or figure 'slow'"],
        '{{ working("feature-platform.revenue_lift") }}',
        '{% include "wrong.md" %}',
        files={"snippets/partials/wrong.md": 'One line,\nand {{ input("feature-platform.slow") }}.\n'},
    ),
    Break(
        "an include that is not there",
        f"{FORMULAS}relative-lift.md",
        [
            f"{FORMULAS}relative-lift.md:{{line}}: there is no file 'ficton.md' in snippets/partials; "
            "did you mean 'fiction.md'?"
        ],
        '{{ working("feature-platform.ctr_lift") }}',
        '{% include "ficton.md" %}',
    ),
    Break(
        "a chart of an unknown kind",
        f"{FORMULAS}proportion-difference.md",
        [f"{FORMULAS}proportion-difference.md:{{line}}: chart(\"intervls\"): unknown kind; did you mean 'intervals'?"],
        '{{ working("feature-platform.ctr_difference") }}',
        '{{ chart("intervls", "feature-platform.ctr_difference") }}',
    ),
    Break(
        "a chart of what it cannot draw",
        f"{FORMULAS}availability-by-time.md",
        [
            f"{FORMULAS}availability-by-time.md:{{line}}: chart(\"intervals\"): 'availability_q1' can't be drawn; "
            "it takes figures with an interval"
        ],
        '{{ working("feature-platform.availability_q1") }}',
        '{{ chart("intervals", "feature-platform.availability_q1") }}',
    ),
    Break(
        "a calculator with a figure of another formula",
        f"{FORMULAS}return-on-investment.md",
        [
            f"{FORMULAS}return-on-investment.md:{{line}}: calculator(\"return_on_investment\"): 'avoided_serving_cost' "
            "is a figure of avoided_cost; name a figure of this formula"
        ],
        '{{ calculator("return_on_investment", "feature-platform.joint_return") }}',
        '{{ calculator("return_on_investment", "feature-platform.avoided_serving_cost") }}',
    ),
    Break(
        "a table of values with a list in it",
        f"{FORMULAS}sample-size-per-arm.md",
        [
            f"{FORMULAS}sample-size-per-arm.md:{{line}}: canary_latencies: is a list or a table; "
            "use a table or a chart to show it"
        ],
        '{{ working("feature-platform.users_needed") }}',
        '{{ values("feature-platform.users_needed", "feature-platform.canary_latencies") }}',
    ),
    Break(
        "the interval of a figure that has none",
        f"{FORMULAS}expected-calibration-error.md",
        [
            f'{FORMULAS}expected-calibration-error.md:{{line}}: interval("feature-platform.held_candidate_ece"): '
            "expected_calibration_error has no interval; use figure alone"
        ],
        '{{ working("feature-platform.held_candidate_ece") }}',
        '{{ interval("feature-platform.held_candidate_ece") }}',
    ),
    Break(
        "a Markdown link to a page that is not there",
        "docs/start/at-work-tomorrow.md",
        ["Doc file 'start/at-work-tomorrow.md' contains a link '../answers/people/burn-out.md', but the target"],
        "[](../answers/people/burnout.md)",
        "[](../answers/people/burn-out.md)",
    ),
    Break(
        "a Markdown link to a heading that is not there",
        "docs/about/index.md",
        [
            "Doc file 'about/index.md' contains a link 'fiction.md#no-such-heading', but the doc 'about/fiction.md' "
            "does not contain an anchor '#no-such-heading'"
        ],
        "(fiction.md)",
        "(fiction.md#no-such-heading)",
    ),
    Break(
        "a Markdown image that is not there",
        "docs/stories/index.md",
        ["Doc file 'stories/index.md' contains a link '../assets/images/none.png', but the target"],
        "",
        "\n![A drawing](../assets/images/none.png)\n",
    ),
    Break(
        "a page outside the navigation",
        "docs/templates/index.md",
        [
            'The following pages exist in the docs directory, but are not included in the "nav" configuration:\n'
            "  - about/lost.md"
        ],
        files={"docs/about/lost.md": LOST},
    ),
)

UNDOCUMENTED = '''

@formula(title="Doubling", unit="×", sources=[BLS_PERCENT_CHANGE])
def doubling(before: PositiveAmount, after: Amount) -> float:
    """How many times a number has doubled.

    Args:
        before: the value at the start.
        after: the value at the end.
    """
    return after / before / 2
'''
NEW_FORMULA = '''

@formula(title="Doubling", unit="×", sources=[BLS_PERCENT_CHANGE])
def doubling(before: PositiveAmount, after: Amount) -> float:
    """How many times a number has doubled.

    Args:
        before: the value at the start, above 0.
        after: the value at the end, 0 or more.

    Returns:
        Half of their ratio.

    Raises:
        PlaybookError: an argument is out of its bounds.

    >>> doubling(1, 4)
    2.0
    """
    return after / before / 2
'''
NEW_STORY = """title: Another case
summary: It says little.
inputs:
  before: {value: 2, unit: ms, label: before}
  after: {value: 1, unit: ms, label: after}
figures:
  change: {label: change, formula: relative_change, before: before, after: after}
goals:
  latency: {label: latency, of: change, at_most: 0, unit: "%"}
"""


def _paragraph(what: str, file: str, html: str, told: str) -> Break:
    """A mistake in a paragraph at the end of a page, told with its line."""
    return Break(what, file, [f"{file}:{{line}}: {told}"], "", f"\n\n{html}\n")


def _built(what: str, file: str, text: str, told: str) -> Break:
    """A mistake in a paragraph at the end of a page that shows only when it is built, and so has no line."""
    return Break(what, file, [f"{file}: {told}"], "", f"\n\n{text}\n")


def _source(what: str, formula: str, text: str, told: str, down: int = 0) -> Break:
    """A mistake in a paragraph at the end of a formula page; the line `down` from its first is told."""
    file = f"{FORMULAS}{formula}.md"
    line = (ROOT / file).read_text(encoding="utf-8").count("\n") + 3 + down
    return Break(what, file, [f"{file}:{line}: {told}"], "", f"\n\n{text}\n")


STORIES = (
    _story(
        "unit",
        "an unknown unit",
        "team_size: {value: 9, unit: people,",
        "team_size: {value: 9, unit: peple,",
        "inputs.team_size.unit: unknown unit 'peple'; did you mean 'people'?",
    ),
    _story(
        "argument",
        "a figure whose input is not there",
        "allowed_downtime, objective: slo, period: quarter}",
        "allowed_downtime, objective: slow, period: quarter}",
        "figures.allowed_downtime.objective: no input or figure is named 'slow'; did you mean 'slo'?",
    ),
    _story(
        "missing",
        "a figure that lacks an argument of its formula",
        "formula: error_budget, objective: slo}",
        "formula: error_budget}",
        "figures.error_budget.objective: is missing: error_budget needs it; name an input or a figure",
    ),
    _story(
        "formula",
        "a figure of a formula that is not there",
        "formula: error_budget, objective: slo}",
        "formula: error_budgt, objective: slo}",
        "figures.error_budget.formula: unknown formula 'error_budgt'; did you mean 'error_budget'?",
    ),
    _story(
        "goal",
        "a goal without a result",
        "of: latency_p95_after, change: latency_change",
        "change: latency_change",
        "goals.latency.of: is missing: the goal has no result; name the input or figure that is judged",
    ),
    _story(
        "target",
        "a goal in another unit than its result",
        "at_most: 150, unit: ms,",
        "at_most: 150, unit: s,",
        "goals.latency: 'latency_p95_after' is in 'ms', the target in 's'; give the target in 'ms'",
    ),
    _story(
        "bounds",
        "an argument out of its bounds",
        "latency_p95_before: {value: 500,",
        "latency_p95_before: {value: 0,",
        "figures.latency_change: before is 0 ms; it must be above 0 ms (here before = latency_p95_before,",
        at="  latency_change: {",
    ),
    _story(
        "units",
        "arguments of different units",
        "latency_p95_before: {value: 500, unit: ms,",
        "latency_p95_before: {value: 500, unit: s,",
        "figures.latency_change: its arguments differ in unit: latency_p95_before is in 's', "
        "latency_p95_after is in 'ms'; give all of them in one unit",
        at="  latency_change: {",
    ),
    _story(
        "twice",
        "a key that stands twice",
        "  duration: {value: 4,",
        "  team_size: {value: 4,",
        "the key 'inputs.team_size' stands twice; keep one of them",
    ),
    _story(
        "syntax",
        "a story that is no YAML",
        "  duration: {value: 4, unit: quarters, label: duration}",
        "  duration: {value: 4, unit: quarters, label: duration",
        "isn't valid YAML (",
        at="  budget: {value",
    ),
    _story(
        "cycle",
        "a figure that depends on itself",
        "formula: relative_change, before: cost_before, after: cost_after}",
        "formula: relative_change, before: cost_before, after: cost_change}",
        "figures.cost_change: depends on itself: cost_change → cost_change; build it from inputs",
    ),
    _story(
        "number",
        "a number with its unit typed into it",
        "team_size: {value: 9,",
        "team_size: {value: 9 people,",
        "inputs.team_size.value: is '9 people'; write 9, and the unit in a field of its own",
    ),
    _story(
        "field",
        "a field that no input has",
        "team_size: {value: 9,",
        "team_size: {valu: 9, value: 9,",
        "inputs.team_size.valu: unknown field; did you mean 'value'?",
    ),
    _story(
        "section",
        "a section that no story has",
        "\ngoals:\n",
        "\ngoal:\n",
        "goal: unknown section; did you mean 'goals'?",
        at="goals:\n",
    ),
)

SOURCES = (
    Break(
        "a list that calls an answer otherwise than its page does",
        "docs/start/by-level.md",
        ["docs/start/by-level.md:{line}: calls an answer 'Still coding'; leave the brackets empty"],
        "10. [](../answers/you-and-the-role/still-coding.md)",
        "10. [Still coding](../answers/you-and-the-role/still-coding.md)",
    ),
    *STORIES,
    Break(
        "a formula whose docstring leaves out parts",
        "macros/formulas/change.py",
        [
            "macros/formulas/change.py:{line}: doubling(): its docstring has no part 'Returns:'; write it",
            "macros/formulas/change.py:{line}: doubling(): its docstring has no part 'Raises:'; write it",
            "macros/formulas/change.py:{line}: doubling(): its docstring shows no example; write '>>> doubling(…)'",
        ],
        "",
        UNDOCUMENTED,
    ),
    Break(
        "a page that is in the navigation twice, under a title with a metric",
        "mkdocs.yml",
        [
            "mkdocs.yml:{next}: '35 %' is typed by hand; name an input or a figure of a story",
            "mkdocs.yml:{next}: the navigation names 'start/plans.md' again; keep one of it and line {line}",
        ],
        "      - start/plans.md\n",
        "      - start/plans.md\n      - 35 % more: start/plans.md\n",
    ),
    _paragraph(
        "a link without an address",
        f"{FORMULAS}relative-lift.md",
        '<a href="">Go</a>',
        "<a> has an empty address; say where it leads",
    ),
    _paragraph(
        "an address that leaves out its scheme",
        f"{FORMULAS}ratio-of-means.md",
        '<a href="//example.org/">Go</a>',
        "'//example.org/' leaves out https:; write the whole address",
    ),
    _paragraph(
        "an address that runs a script",
        f"{FORMULAS}relative-change.md",
        '<a href="javascript:void(0)">Go</a>',
        "'javascript:void(0)' runs a script; use a button",
    ),
    _paragraph(
        "a script of another host",
        f"{FORMULAS}budget-consumed.md",
        '<script src="https://example.org/code.js"></script>',
        "pages have no <script>; use Markdown, or what ELEMENTS",
    ),
    _paragraph(
        "a style sheet of another host",
        f"{FORMULAS}availability-by-time.md",
        '<link rel="stylesheet" href="https://example.org/style.css">',
        "pages have no <link>; use Markdown, or what ELEMENTS",
    ),
    _paragraph(
        "a frame of another host",
        f"{FORMULAS}cost-per-thousand.md",
        '<iframe src="https://example.org/" title="A frame"></iframe>',
        "pages have no <iframe>; use Markdown, or what ELEMENTS",
    ),
    Break(
        "a metric typed into a page",
        "docs/stories/index.md",
        [
            "docs/stories/index.md:{line}: '35 %' is typed by hand; name an input or a figure of a story, or "
            "give the phrase its reason in macros/checks/exceptions.yml"
        ],
        "",
        "\nIt was 35 % faster.\n",
    ),
    Break(
        "a metric typed into a template",
        "snippets/templates/story-card.md",
        ["snippets/templates/story-card.md:{line}: '$4,000' is typed by hand"],
        "",
        "\nIt cost $4,000 less.\n",
    ),
    Break(
        "a metric typed into a partial",
        "snippets/partials/fiction.md",
        ["snippets/partials/fiction.md:{line}: '3 weeks' is typed by hand"],
        "",
        "It took 3 weeks.\n",
    ),
    Break(
        "a phrase that is excepted and stands nowhere",
        "macros/checks/exceptions.yml",
        ["macros/checks/exceptions.yml:{line}: *.70 days: allows a phrase that stands nowhere; remove it"],
        "  2 minutes:",
        "  70 days: no reason\n  2 minutes:",
    ),
    Break(
        "a page of an unknown kind",
        "docs/about/fiction.md",
        ["docs/about/fiction.md:{line}: the kind is 'pge'; did you mean 'page'?"],
        "kind: page\n",
        "kind: pge\n",
    ),
    Break(
        "an unknown template in the front matter",
        "docs/templates/decision-record.md",
        ["docs/templates/decision-record.md:{line}: 'form' names 'decision-recrod'; did you mean"],
        "form: decision-record\n",
        "form: decision-recrod\n",
    ),
    Break(
        "front matter that lacks a key",
        f"{FORMULAS}availability-by-requests.md",
        [
            f"{FORMULAS}availability-by-requests.md:1: the front matter lacks 'reviewed'; "
            "a page of kind formula needs it: reviewed: 2026-11-24"
        ],
        "reviewed: 2026-11-24\n---\n",
        "---\n",
    ),
    Break(
        "a page without its formula",
        f"{FORMULAS}return-on-investment.md",
        [
            f"{FORMULAS}return-on-investment.md:{{line}}: 'formula' names 'return_on_invest'; "
            "did you mean 'return_on_investment'?"
        ],
        "formula: return_on_investment\n",
        "formula: return_on_invest\n",
    ),
    _paragraph(
        "an image with an attribute that pages have no use for",
        f"{FORMULAS}avoided-cost.md",
        '<img src="../../assets/images/logo.svg" srcset="../../assets/images/none.svg 2x" alt="A drawing">',
        "<img> may not have 'srcset'; it may have alt, class, height, id, lang, src, title, width",
    ),
    Break(
        "a snippet that is not there",
        f"{FORMULAS}point-difference.md",
        [
            f"{FORMULAS}point-difference.md:{{line}}: there is no snippet 'partials/ficton.md'; "
            "did you mean 'partials/fiction.md'?"
        ],
        '{{ working("feature-platform.useful_alert_gain") }}',
        '--8<-- "partials/ficton.md"',
    ),
    Break(
        "a page of the navigation that is not there",
        "mkdocs.yml",
        ["mkdocs.yml:{line}: the navigation names 'about/none.md', which isn't there; write docs/about/none.md, or "],
        "      - about/fiction.md\n",
        "      - about/none.md\n      - about/fiction.md\n",
    ),
    _source(
        "a link without an address that is whole",
        "path-slack",
        '<a href="https:///a b">Go</a>',
        "'https:///a b' holds a blank",
    ),
    _source("a handler", "null-rate", '<p onclick="go()">Go</p>', "<p> may not have 'onclick'"),
    _source(
        "an element that nothing closes",
        "freshness-share",
        "<details><summary>One</summary>",
        "nothing closes <details>",
    ),
    _source("a comment that nothing closes", "label-throughput", "<!-- a note", "opens a comment that nothing closes"),
    _source("a code fence that nothing closes", "rice", "```text", "opens a code fence that nothing closes"),
    _source(
        "a table with a row too short", "ice", "| a | b |\n| - | - |\n| c |", "the row has 1 cells, the table 2", down=2
    ),
    _source("a turn of direction", "weighted-score", "A \u202edab word.", "holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    _source("a control sign", "blended-score", "A \x07 bell.", "holds U+0007"),
    _source(
        "an attribute on a link", "schedule-forecast", "[Go](ice.md){ ping=x }", "'{ ping=x }' gives an element more"
    ),
    _source("a second title", "schedule-spread", "# One\n\n# Two", "has a second heading of the first level", down=2),
    _source("an image without words", "schedule-gap", "![](../assets/images/logo.svg)", "an image has no text"),
    _source(
        "an icon", "change-lead-time", "A :material-account: icon.", "texts have no icons such as ':material-account:'"
    ),
    _source(
        "400 nested quotations", "deployment-frequency", "> " * 400 + "Deep.", "quotes within quotes within quotes"
    ),
    _source(
        "a snippet that climbs",
        "change-fail-rate",
        '--8<-- "../mkdocs.yml"',
        "'../mkdocs.yml' isn't the name of a file",
    ),
    _source(
        "a part of a snippet", "plan-exposure", '--8<-- "partials/fiction.md:part"', "'partials/fiction.md:part' isn't"
    ),
    _source("a block of snippets", "escalation-rule", "--8<--", "'--8<--' doesn't take in one snippet"),
    _source("a text written by a call", "adverse-impact-ratio", "{{ '35 %' }}", "holds more than a plain call"),
    _source("a name of the page's own", "milestone-attainment", '{% set figure = "x" %}', "holds the statement 'set'"),
    _source(
        "a number on two lines", "equal-opportunity-gap", "It fell by **35**\n% in all.", "'35 %' is typed by hand"
    ),
    _source("a number made by hand", "demographic-parity-ratio", '<data value="3">3</data>', "pages have no <data>"),
    Break(
        "a source without https",
        f"{ANSWERS}weekly-refresh.md",
        [f"{ANSWERS}weekly-refresh.md:{{line}}: cites 'http://example.org/'; write https://"],
        "",
        "\n- [A source](http://example.org/). Reviewed 2026-11-24.\n",
    ),
    Break(
        "a heading of the first level in a template",
        "snippets/templates/rfc.md",
        ["snippets/templates/rfc.md:{line}: has a heading of the first level; begin with ##: the page has its title"],
        "",
        "\n# Title\n",
    ),
    Break(
        "a call of pages in a template",
        "snippets/templates/daci.md",
        ["snippets/templates/daci.md:{line}: a template has no 'figure'; it has {{ field"],
        "",
        '\n{{ figure("feature-platform.latency_change") }}\n',
    ),
    Break(
        "a partial that includes itself",
        "snippets/partials/not-legal-advice.md",
        ["snippets/partials/not-legal-advice.md:{line}: includes itself; take one of the includes out of the circle"],
        "",
        '\n{% include "not-legal-advice.md" %}\n',
    ),
    Break(
        "a glossary line without its colon, and a term that stands twice",
        "snippets/glossary.md",
        [
            "snippets/glossary.md:{line}: '*[ABC] a term' is no term; write *[TERM]: what it means, on one line",
            "snippets/glossary.md:{next}: 'SLO' stands in line ",
        ],
        "",
        "*[ABC] a term\n*[SLO]: again\n",
    ),
    Break(
        "ways to ask for an answer that isn't there",
        "macros/search/asked/people.txt",
        ["macros/search/asked/people.txt:{line}: names no page 'dismised'; did you mean 'dismissed'?"],
        "",
        "# dismised\nhow did it go\n",
    ),
    Break(
        "two pages with one title",
        f"{FORMULAS}time-to-exhaustion.md",
        [f"{FORMULAS}time-to-exhaustion.md:{{line}}: the title 'Share' is that of docs/formulas/share.md too"],
        "title: Time to exhaustion\n",
        "title: Share\n",
    ),
    Break(
        "a key that front matter doesn't have, and one that stands for itself twice",
        f"{FORMULAS}burn-rate.md",
        [f"{FORMULAS}burn-rate.md:{{line}}: the front matter has no key 'reviewd'; did you mean 'reviewed'?"],
        "kind: formula\n",
        "reviewd: 2026-11-24\nkind: formula\n",
    ),
    Break(
        "a day that has not come yet",
        f"{FORMULAS}error-budget.md",
        [f"{FORMULAS}error-budget.md:{{line}}: 'reviewed' is 2999-01-01; give a day from 2020-01-01 to today"],
        "reviewed: 2026-11-24\n",
        "reviewed: 2999-01-01\n",
    ),
    Break(
        "a section that was renamed",
        "macros/sections.yml",
        [
            "docs/answers/calibration: is the folder of no section; name it in macros/sections.yml; did you mean",
            "macros/sections.yml:{line}: calibratoin: is a section without a folder; make the folder docs/answers/cal",
        ],
        "calibration:\n",
        "calibratoin:\n",
    ),
    Break(
        "a mark of templates in the text of a story",
        "macros/stories/bake-off.yml",
        ["macros/stories/bake-off.yml:{line}: holds '{{', which stories don't read; write the words themselves"],
        "",
        "# {{ this }}\n",
    ),
)

WRONG_FORMULA = """

@formula(title="Wrong", unit="×", sources=[])
def {name}({arguments}) -> float:
    {docstring}
    return amount
"""


def _formula(what: str, family: str, told: str, **parts: str) -> Break:
    """A further formula that is wrong, at the end of a family."""
    usual = {
        "name": "wrong",
        "arguments": "amount: Annotated[float, Argument('%')]",
        "docstring": '"""Something wrong."""',
    }
    file = f"macros/formulas/{family}.py"
    return Break(what, file, [f"{file}:{{line}}: {told}"], "", WRONG_FORMULA.format(**usual | parts))


FAULTS = (
    _formula(
        "a formula without a docstring", "change", "wrong(): has no docstring; tell what it gives", docstring="pass"
    ),
    _formula(
        "a formula without an annotation",
        "latency",
        "wrong(): 'amount' isn't annotated; write Annotated[float, Argument(",
        arguments="amount",
    ),
    _formula(
        "a formula whose bound names nothing",
        "schedule",
        "wrong(): at_most of 'amount' names no other argument: 'whole'; known are: rest",
        arguments="amount: Annotated[float, Argument('%', at_most='whole')], rest: Time",
    ),
    _formula(
        "a formula with the name of another family's",
        "people",
        "rice(): has the name of a formula that stands already at macros/formulas/prioritisation.py:",
        name="rice",
    ),
    Break(
        "a formula with a loop",
        "macros/formulas/reliability.py",
        [
            "macros/formulas/reliability.py:{line}: availability_by_time(): has no face for: for _ in (1, 2):; "
            "write total(… for row in table)"
        ],
        "    return 1 - downtime / period\n",
        "    for _ in (1, 2):\n        downtime = 2 * downtime\n    return 1 - downtime / period\n",
    ),
    Break(
        "a formula with a power",
        "macros/formulas/model_quality.py",
        [
            "macros/formulas/model_quality.py:{line}: brier_reference(): has no face for: base_rate ** 2; "
            "write square(…) or a product"
        ],
        "    return base_rate * (1 - base_rate)\n",
        "    return base_rate**2\n",
    ),
    Break(
        "a module of formulas that imports what there isn't",
        "macros/formulas/economics.py",
        [
            "macros/formulas/economics.py:{line}: can't be imported (ModuleNotFoundError: No module named 'numpyy'); "
            "mend the line"
        ],
        "from macros.formulas.definition import",
        "import numpyy\nfrom macros.formulas.definition import",
    ),
    Break(
        "a module of formulas that is no Python",
        "macros/formulas/delivery.py",
        ["macros/formulas/delivery.py:{line}: isn't valid Python ("],
        "",
        "\n\ndef wrong(:\n",
    ),
)


FILES = (
    Break(
        "a style sheet that loads one of another host",
        "docs/assets/stylesheets/type.css",
        ["docs/assets/stylesheets/type.css:{line}: names 'https://example.org/type.css', which is no place"],
        "",
        "\n@import 'https://example.org/type.css';\n",
    ),
    Break(
        "a style sheet with a brace that nothing closes",
        "docs/assets/stylesheets/print.css",
        ["docs/assets/stylesheets/print.css:{line}: the style sheet breaks off; close the brace, string or comment"],
        "",
        "\n.pb-none { color: red;\n",
    ),
    Break(
        "a script with a syntax error",
        "docs/assets/javascripts/copy.js",
        ["docs/assets/javascripts/copy.js:{line}: the script can't be read at '='; mend what stands here or just"],
        "",
        "\nlet none = ;\n",
    ),
    Break(
        "a script that asks another host",
        "docs/assets/javascripts/drawer.js",
        ["docs/assets/javascripts/drawer.js:{line}: names 'https://example.org/', which is no place of this site"],
        "",
        '\nfetch("https://example.org/");\n',
    ),
    Break(
        "a theme override that cannot be read",
        "overrides/404.html",
        ["overrides/404.html:{line}: can't be read: "],
        "",
        "\n{% endfor %}\n",
    ),
    Break(
        "a text saved as a picture",
        "docs/index.md",
        ["docs/assets/images/none.png: doesn't hold what its ending .png says; save it as that, or rename it"],
        files={"docs/assets/images/none.png": "only words"},
    ),
    Break(
        "a drawing with a script",
        "docs/about/index.md",
        ["docs/assets/images/none.svg:1: drawings have no <script>; draw with shapes and text alone"],
        files={"docs/assets/images/none.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>go()</script></svg>'},
    ),
    Break(
        "a page that is not UTF-8",
        "docs/start/index.md",
        ["docs/about/none.md:1: has the byte e9, which UTF-8 has not; save the file as UTF-8"],
        files={"docs/about/none.md": b"\xe9\n"},
    ),
    Break(
        "a symbolic link",
        "docs/stories/index.md",
        ["docs/about/hosts.txt: is a symbolic link; put the file itself there"],
        links={"docs/about/hosts.txt": "/etc/hosts"},
    ),
)


def _broken_claim(file: str, place: str, claim: str, values: str) -> str:
    """What is told of a claim in a file of data that doesn't hold."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert text.count(claim) == 1, claim
    return f"{file}:{text[: text.index(claim)].count(chr(10)) + 1}: {place}: doesn't hold: {claim} ({values}); "


SKEW = "feature-platform.skew_outside_contract <= feature-platform.skew_after"
FREEZE = "calendar.freeze_lifted - calendar.freeze_begins == feature-platform.freeze"
DISAGREEING = (
    Break(
        "two inputs of a story that can't both be right",
        STORY,
        [
            _broken_claim(
                STORY,
                "asserts.1",
                SKEW,
                "skew_outside_contract = 4\u00a0incidents, skew_after = 3\u00a0incidents",
            )
        ],
        "skew_after: {value: 6,",
        "skew_after: {value: 3,",
    ),
    Break(
        "a day of the calendar that an input contradicts",
        "macros/calendar.yml",
        [
            _broken_claim(
                "macros/calendar.yml",
                "claims.16",
                FREEZE,
                "freeze_lifted is 2-03-28, freeze_begins is 2-03-08, freeze = 19\u00a0days",
            )
        ],
        'label: Releases are allowed again, day: "2-03-27"',
        'label: Releases are allowed again, day: "2-03-28"',
    ),
)

FORMS = (
    Break(
        "an unclosed call in a template",
        "snippets/templates/decision-record.md",
        ["snippets/templates/decision-record.md:{line}: unexpected '}'"],
        "",
        '\n{{ field("slo" }}\n',
    ),
    Break(
        "a field that the form lacks",
        "snippets/templates/incident-review.md",
        [
            'snippets/templates/incident-review.md:{line}: field("summary_1"): snippets/templates/incident-review.yml '
            "has no such name; did you mean 'summary'?"
        ],
        "",
        '\n{{ field("summary_1") }}\n',
    ),
    Break(
        "a field that the text shows nowhere",
        "snippets/templates/retrospective.yml",
        ["snippets/templates/retrospective.yml: fields.extra: the text shows it nowhere; write it where"],
        "fields:\n  project:",
        "fields:\n  extra: {label: something more, kind: text, example: one more thing}\n  project:",
    ),
    Break(
        "an example that names what no story has",
        "snippets/templates/story-card.yml",
        ['snippets/templates/story-card.md:39: "feature-platform.latency_p95_befor": feature-platform has no input or'],
        '{feature-platform.latency_p95_before}"\n        after',
        '{feature-platform.latency_p95_befor}"\n        after',
    ),
    Break(
        "a blank that tells of the example",
        "snippets/templates/rice-sheet.md",
        [
            "snippets/templates/rice-sheet.md: the blank says 'noor', a person of the example; "
            "say in the text and in the labels what any team could fill in"
        ],
        "",
        "\nAsk Noor.\n",
    ),
)
"""Templates whose text and form don't fit together, or tell of the playbook's own company."""

CHECKS = (
    # Addresses
    Break(
        "a link to where only a preview stands",
        "docs/about/host-it-yourself.md",
        [
            "docs/about/host-it-yourself.md:{line}: leads to 'http://127.0.0.1:8000/about/', where only a preview "
            "stands; name the page's file instead, as in [words](../about/index.md)"
        ],
        "",
        "\n[About](http://127.0.0.1:8000/about/)\n",
    ),
    _paragraph(
        "an HTML link to a page that is not there",
        f"{FORMULAS}share.md",
        '<a href="../none/">Go</a>',
        "'../none/' leads to nothing; mend or remove the link",
    ),
    _paragraph(
        "an HTML link to a heading that is not there",
        f"{FORMULAS}ratio.md",
        '<a href="#none">Go</a>',
        "'#none': the page has no '#none'; name a heading that it has",
    ),
    _paragraph(
        "an HTML link to a heading that another page lacks",
        f"{FORMULAS}burn-rate.md",
        '<a href="../share/#none">Go</a>',
        "'../share/#none': the page has no '#none'; name a heading that it has",
    ),
    _paragraph(
        "an HTML link that fills in what a calculator does not ask for",
        f"{FORMULAS}null-rate.md",
        '<a href="../share/#part=1">Go</a>',
        "'#part=1' fills in part; give its calculator part, whole",
    ),
    _paragraph(
        "an HTML image that is not there",
        f"{FORMULAS}error-budget.md",
        '<img src="../none.png" alt="A drawing">',
        "'../none.png' leads to nothing; mend or remove the link",
    ),
    _built(
        "a link without words",
        f"{FORMULAS}brier-score.md",
        "[ ](brier-reference.md)",
        "a link to '../brier-reference/' has no text; give it words",
    ),
    _paragraph(
        "an image of another host",
        f"{FORMULAS}allowed-downtime.md",
        '<img src="https://example.org/drawing.png" alt="A drawing">',
        "<img> loads 'https://example.org/drawing.png' from another host; serve it from the site",
    ),
    Break(
        "a picture of a style sheet that is not there",
        "docs/assets/stylesheets/print.css",
        ["assets/stylesheets/print.css:{line}: '../images/none.png' leads to nothing; mend or remove it"],
        "",
        "\n.pb-none { background: url('../images/none.png'); }\n",
    ),
    Break(
        "a script that imports one that is not there",
        "docs/assets/javascripts/copy.js",
        ["assets/javascripts/copy.js:{line}: './none.js' leads to nothing; mend or remove it"],
        "",
        '\nimport "./none.js";\n',
    ),
    _paragraph(
        "a call that was never made",
        f"{FORMULAS}latency-quantile.md",
        "Call {% raw %}{{ this }}{% endraw %} later.",
        "'Call {{ this }} later.' was left as it stands; mend the macro call or reference",
    ),
    _paragraph(
        "a footnote that nobody wrote",
        f"{FORMULAS}expected-calibration-error.md",
        "It is so.[^none]",
        "'It is so.[^none]' was left as it stands; mend the macro call or reference",
    ),
    _paragraph(
        "a reference that leads nowhere",
        f"{FORMULAS}point-difference.md",
        "See [these words][none].",
        "'See [these words][none].' was left as it stands; mend the macro call or reference",
    ),
    _paragraph(
        "an attribute list that was not read",
        f"{FORMULAS}sample-size-per-arm.md",
        "Some words { .none",
        "'Some words { .none' was left as it stands; mend the macro call or reference",
    ),
    _paragraph(
        "an id that stands twice",
        f"{FORMULAS}proportion-difference.md",
        '<p id="sources">Sources again</p>',
        "the id 'sources' stands 2 times; give each thing an id of its own",
    ),
    Break(
        "a page that nothing leads to",
        "mkdocs.yml",
        [
            "docs/about/lost.md: no page leads here; link to it, or put it into the navigation",
            "docs/about/index.md: doesn't list docs/about/lost.md; write a line with a link to lost.md",
        ],
        "strict: true\n",
        "strict: true\nnot_in_nav: /about/lost.md\n",
        files={"docs/about/lost.md": LOST},
    ),
    Break(
        "an answer that lacks a part",
        f"{ANSWERS}did-it-work.md",
        [f"{ANSWERS}did-it-work.md:1: lacks the part 'Ask first'; write '## Ask first' with its text, or "],
        "## Ask first\n",
        "",
    ),
    Break(
        "an answer that says no rule, which its cheat sheet needs",
        "docs/answers/performance/letting-go.md",
        [
            "docs/answers/performance/letting-go.md:{line}: says no rules under How I decide; write one paragraph that "
            "begins with 'The rule:', for the cheat sheet"
        ],
        "## How I decide",
        "## How I decide",
        (("**The rule:**", "**A rule:**"),),
    ),
    Break(
        "an answer with its parts in another order",
        f"{ANSWERS}weekly-refresh.md",
        [
            f"{ANSWERS}weekly-refresh.md:1: has its parts in another order; order them: What they want to "
            "know, Ask first, Tell it,"
        ],
        "## Words for the tense moment\n",
        "## Something\n",
        (("## Make it yours\n", "## Words for the tense moment\n"), ("## Something\n", "## Make it yours\n")),
    ),
    Break(
        "an answer whose red flags are no list",
        "docs/answers/why-this-company/why-us.md",
        [
            "docs/answers/why-this-company/why-us.md:{line}: lacks 'Red flags:' under Weak, solid, strong; begin a "
            "paragraph with each"
        ],
        "## Weak, solid, strong\n",
        "## Weak, solid, strong\n",
        further=(("\nRed flags:\n", "\nFlags:\n"),),
    ),
    Break(
        "a plan that leaves a day out",
        "docs/start/plans.md",
        ["docs/start/plans.md: the days under 'Three days' are 1, 3, 3; begin with day 1, and let each follow"],
        "**Day 2: your rules.**",
        "**Day 3: your rules.**",
    ),
    Break(
        "an opening that is too long to say",
        f"{ANSWERS}walk-me-through.md",
        [f"{ANSWERS}walk-me-through.md:{{line}}: the opening has "],
        '\n\n{% include "fiction.md" %}',
        f'{" And so on." * 20}\n\n{{% include "fiction.md" %}}',
    ),
    Break(
        "a telling that is too short",
        f"{ANSWERS}what-went-wrong.md",
        [f"{ANSWERS}what-went-wrong.md:{{line}}: '2 minutes' has 3 words; say it in 220 to 320"],
        '=== "2 minutes"\n',
        '=== "2 minutes"\n\n    Far too short.\n\n=== "Longer"\n',
    ),
    Break(
        "an answer with a part of its own",
        f"{FORMULAS}brier-reference.md",
        [
            f"{FORMULAS}brier-reference.md:1: lacks the part 'How it misleads'; write '## How it misleads' with",
            f"{FORMULAS}brier-reference.md:{{line}}: has a part 'How it mislead'; did you mean 'How it misleads'?",
        ],
        "## How it misleads\n",
        "## How it mislead\n",
    ),
    Break(
        "a section page that says too much",
        "docs/about/index.md",
        ["docs/about/index.md:1: the text has "],
        "",
        f"\n{'And so on and on. ' * 40}\n",
    ),
    Break(
        "a formula without a page",
        "macros/formulas/change.py",
        [
            "formula 'doubling': has no page; write one of kind formula that names it",
            "formula 'doubling': no story uses it; give a story a figure of it, or remove it",
            "docs/formulas/index.md: '../formulas/doubling/' leads to nothing; mend or remove the link",
            "docs/about/sources.md: '../../formulas/doubling/' leads to nothing; mend or remove the link",
        ],
        "",
        NEW_FORMULA,
    ),
    Break(
        "what is said of that formula, which is no mistake",
        "macros/sentences.yml",
        [],
        "",
        "doubling:\n  said: It is {times(result)} what doubling gives.\n  written: '{result}'\n",
    ),
    Break(
        "a template without a page",
        "docs/templates/index.md",
        ["template 'extra': has no page; write one of kind template that names it"],
        files={
            "snippets/templates/extra.md": '## Extra\n\n{{ field("one") }}\n',
            "snippets/templates/extra.yml": "fields:\n  one: {label: one thing, kind: text, example: this}\n",
        },
    ),
    Break(
        "a partial that no page includes",
        "docs/answers/index.md",
        ["snippets/partials/extra.md: no page includes it; include it or remove it"],
        files={"snippets/partials/extra.md": "Extra.\n"},
    ),
    Break(
        "a story without a page, and its goal that nothing shows",
        "docs/formulas/index.md",
        [
            "macros/stories/another.yml: latency: nothing uses it; show it on a page or in a template, or remove it",
            "story 'another': has no page; write one of kind story that names it",
        ],
        files={"macros/stories/another.yml": NEW_STORY},
    ),
    Break(
        "an input that nothing uses",
        STORY,
        [f"{STORY}: spare_input: nothing uses it; show it on a page or in a template, or remove it"],
        "inputs:\n",
        "inputs:\n  spare_input: {value: 1, unit: ms, label: spare}\n",
    ),
    Break(
        "a figure that nothing shows",
        STORY,
        [f"{STORY}: spare_figure: nothing uses it; show it on a page or in a template, or remove it"],
        "\nfigures:\n",
        "\nfigures:\n  spare_figure: {label: spare, formula: error_budget, objective: slo}\n",
    ),
    Break(
        "an inline script that nobody knows, in an override",
        "overrides/main.html",
        ["overrides/main.html:{line}: has an inline script that nobody knows: 'window.slippedIn = true'; load"],
        "{% block scripts %}\n",
        "{% block scripts %}<script>window.slippedIn = true</script>\n",
    ),
    Break(
        "a term that no page uses",
        "snippets/glossary.md",
        ["snippets/glossary.md:{line}: no page uses 'XYZ'; use it on a page as it is written, or remove it"],
        "",
        "*[XYZ]: a term\n",
    ),
    Break(
        "a rule for answers that leads to a part that is not there",
        "macros/answer_rules.yml",
        [
            "macros/answer_rules.yml:{line}: rules.nothing learned.page: 'templates/story-card.md' has no part "
            "'how-to-fil-it'; did you mean 'how-to-fill-it'?"
        ],
        "page: templates/story-card.md#how-to-fill-it",
        "page: templates/story-card.md#how-to-fil-it",
    ),
)


LED_TO = (
    *("answers/people/burnout.md", "about/fiction.md", "workbook/coverage.md"),
    *("practise/mock-interview.md", "stories/bake-off.md", "stories/coaching-plan.md"),
    *("answers/style-and-conflict/management-style.md", "answers/style-and-conflict/two-engineers.md"),
    *("answers/performance/coaching-plan.md", "answers/calibration/rating-fairly.md"),
)
"""Pages that wrong calls lead to, and an answer and a story for each of the first parts of the prompt."""


# Each step of a build, with its mistakes


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The build of a copy whose calls and Markdown links are wrong."""
    return broken_among(tmp_path_factory.mktemp("called"), CALLS, LED_TO)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The build of a copy with mistakes in its sources, stories among them; it stops before anything is built."""
    return broken(tmp_path_factory.mktemp("told"), SOURCES)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The build of a copy with files that can't be what they say; it stops before any of them is used."""
    return broken(tmp_path_factory.mktemp("filed"), FILES)


@pytest.fixture(scope="module")
def disagreeing(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The build of a copy whose inputs and days contradict each other."""
    return broken(tmp_path_factory.mktemp("disagreeing"), DISAGREEING, ONE_PAGE)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The build of a copy with broken formulas, each in a family of its own."""
    return broken(tmp_path_factory.mktemp("faulty"), FAULTS, ONE_PAGE)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """The build of a copy with mistakes that only the checks find."""
    return broken_among(
        tmp_path_factory.mktemp("checked"), CHECKS, ("about/sources.md", "templates/story-card.md"), completely=True
    )


def _all_named_once(outcome: Outcome, mistakes: list[str]) -> None:
    told = {
        what: [message for message in messages if sum(mistake.startswith(message) for mistake in mistakes) != 1]
        for what, messages in outcome.expected.items()
    }
    assert {what: messages for what, messages in told.items() if messages} == {}, outcome.output


def _only_these(outcome: Outcome, mistakes: list[str]) -> None:
    expected = [message for messages in outcome.expected.values() for message in messages]
    assert [mistake for mistake in outcome.among(mistakes) if not mistake.startswith(tuple(expected))] == []
    assert outcome.code != 0
    assert "Traceback" not in outcome.output


def _lines(outcome: Outcome) -> list[str]:
    """What a build says that stops before it has begun: a mistake a line."""
    return [line for line in outcome.output.splitlines() if line and not line.startswith("INFO")]


@pytest.mark.xdist_group("calls")
def test_the_build_names_the_line_of_each_wrong_call_and_link(called: Outcome) -> None:
    _all_named_once(called, called.mistakes)


@pytest.mark.xdist_group("calls")
def test_a_build_with_wrong_calls_and_links_fails_and_tells_nothing_else(called: Outcome) -> None:
    _only_these(called, called.mistakes)
    assert f"Aborted with {len(called.mistakes)} warnings in strict mode!" in called.output


@pytest.mark.xdist_group("stories")
def test_the_build_names_the_line_of_each_mistake_in_the_sources(told: Outcome) -> None:
    _all_named_once(told, _lines(told))


@pytest.mark.xdist_group("stories")
def test_a_build_with_broken_sources_fails_and_tells_nothing_else(told: Outcome) -> None:
    _only_these(told, _lines(told))


@pytest.mark.xdist_group("disagreeing")
def test_the_build_names_inputs_and_days_that_contradict_each_other_and_tells_nothing_else(
    disagreeing: Outcome,
) -> None:
    _all_named_once(disagreeing, _lines(disagreeing))
    _only_these(disagreeing, _lines(disagreeing))


@pytest.mark.xdist_group("stories")
def test_the_build_names_each_file_that_is_not_what_it_says_and_tells_nothing_else(filed: Outcome) -> None:
    _all_named_once(filed, _lines(filed))
    _only_these(filed, _lines(filed))


@pytest.mark.xdist_group("faults")
def test_the_build_names_the_line_of_each_mistake_in_a_formula_and_tells_nothing_else(faulty: Outcome) -> None:
    _all_named_once(faulty, _lines(faulty))
    _only_these(faulty, _lines(faulty))


def test_the_build_names_each_template_that_is_wrong_and_tells_nothing_else(tmp_path: Path) -> None:
    outcome = broken(tmp_path, FORMS, ONE_PAGE)
    assert outcome.code != 0
    _all_named_once(outcome, _lines(outcome))
    _only_these(outcome, _lines(outcome))


@pytest.mark.xdist_group("checks")
def test_the_checks_name_what_mkdocs_does_not_see(checked: Outcome) -> None:
    _all_named_once(checked, checked.mistakes)


@pytest.mark.xdist_group("checks")
def test_a_build_with_mistakes_that_only_the_checks_see_fails_and_tells_nothing_else(checked: Outcome) -> None:
    _only_these(checked, checked.mistakes)
    assert f"checks: {len(checked.mistakes)} mistakes found" in checked.output


# One mistake is enough


PALE = Break(
    "a colour that can't be read",
    "macros/palette.yml",
    ["macros/palette.yml:{line}: ink-soft.reads_on: has a contrast of 1.58 with 'paper' in the light scheme; 4.5 is"],
    "reads_on: [paper, sheet, card, frame, accent-tint]\nhairline",
    "reads_on: [paper, sheet]\nhairline",
    (('"#4f565e"', '"#cacaca"'),),
)
WRONG_CALL = Break(
    "a figure that is not there, on the only page",
    "docs/index.md",
    [
        'docs/index.md:{line}: "feature-platform.rollout_speedap": feature-platform has no input or figure '
        "'rollout_speedap'; did you mean 'rollout_speedup'?"
    ],
    "",
    '\n{{ working("feature-platform.rollout_speedap") }}\n',
)
IN_A_TITLE = Break(
    "a number with its working in the title of a link",
    "docs/index.md",
    ["docs/index.md: '24 ×' stands where only letters can, and what belongs to the number can't; take the call out of"],
    "",
    '\n[Home](index.md "{{ figure("feature-platform.rollout_speedup") }}") and [its working](#working-1)\n',
)
WRONG_KIND = Break(
    "a form with a kind that is not there",
    "snippets/templates/rating-message.yml",
    ["snippets/templates/rating-message.yml:{next}: fields.extra.kind: is 'txt'; did you mean 'text'?"],
    "fields:\n  rating:",
    "fields:\n  extra: {label: something more, kind: txt, example: one more thing}\n  rating:",
)
NO_SENTENCE = Break(
    "a formula of which nothing is said",
    "macros/sentences.yml",
    ["macros/sentences.yml: lacks 'ice'; say what is said and written of it"],
    "ice:\n  said: The score is {result}.\n  written: "
    "'{result}, impact {bare(impact)}, confidence {bare(confidence)}, ease {bare(ease)}'\n",
)
ENDLESS_RULE = Break(
    "a rule for answers that may take long",
    "macros/answer_rules.yml",
    ["macros/answer_rules.yml:{line}: rules.money.finds: repeats '+' without a limit; write {0,60}, say"],
    "    finds:\n      - '[$€£¥]",
    "    finds:\n      - '\\d+[$€£¥]",
)
WRONG_SENTENCE = Break(
    "a sentence with a name that is no argument",
    "macros/sentences.yml",
    ["macros/sentences.yml:{line}: ratio.said: 'denominatr' is no argument; did you mean 'denominator'?"],
    "  said: It is {times(result)} the {denominator}",
    "  said: It is {times(result)} the {denominatr}",
)
UNKNOWN_UNIT = next(one for one in SOURCES if one.what == "an unknown unit")


@pytest.mark.parametrize(
    "one",
    [WRONG_CALL, IN_A_TITLE, UNKNOWN_UNIT, PALE, WRONG_KIND, NO_SENTENCE, WRONG_SENTENCE, ENDLESS_RULE],
    ids=lambda one: one.what,
)
def test_a_single_mistake_fails_the_build(one: Break, tmp_path: Path) -> None:
    outcome = broken(tmp_path, [one], ONE_PAGE)
    assert outcome.code != 0
    assert "Traceback" not in outcome.output
    (message,) = outcome.expected[one.what]
    assert message in outcome.output
    if one in (WRONG_CALL, IN_A_TITLE):
        assert "Aborted with 1 warnings in strict mode!" in outcome.output
    else:
        (line,) = _lines(outcome)
        assert line.startswith(message)


# The reader's own stories


def test_an_unknown_folder_of_stories_is_named(tmp_path: Path) -> None:
    result = build(ROOT, tmp_path / "site", tmp_path / "none")
    assert result.returncode != 0
    (line,) = result.stdout.splitlines()  # before anything takes its time
    assert line == f"ERROR   -  {tmp_path / 'none'}: isn't there; name the folder that holds the story files"


def test_a_folder_without_a_story_is_named(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("no story", encoding="utf-8")
    result = build(ROOT, tmp_path / "site", mine)
    assert result.returncode != 0
    (line,) = result.stdout.splitlines()
    assert line == f"ERROR   -  {mine}: holds no story; put files such as feature-platform.yml there"


def test_what_is_wrong_in_files_of_the_readers_own_is_named_with_the_nearest_name(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    texts = {
        "feature-platfrm": "latency_p95_after: 180\n",  # no story
        "feature-platform": "latency_p95_aftr: 180\n",  # no input
        "operating-year": "quarter_days: many\n\nconfidence: few\n",  # no numbers
    }
    for name, text in texts.items():
        (mine / f"{name}.yml").write_text(text, encoding="utf-8")
    result = build(ROOT, tmp_path / "site", mine)
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    told = [line for line in result.stdout.splitlines() if str(mine) in line]
    for wrong in (
        "feature-platfrm.yml: is read as a story of its own; did you mean 'feature-platform'?",
        "feature-platform.yml:1: latency_p95_aftr: the story has no such input; did you mean 'latency_p95_after'?",
        "operating-year.yml:1: inputs.quarter_days.value: is 'many'; give a finite number",
        "operating-year.yml:3: inputs.confidence.value: is 'few'; give a finite number",
    ):
        assert [line for line in told if line.startswith(f"{mine}/{wrong}")], wrong
