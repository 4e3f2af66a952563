"""The calculators in a real browser: the same results as the formulas in Python, and plain words for mistakes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from macros.errors import PlaybookError
from macros.faces.plain import words
from macros.figures import Figure
from macros.formulas import FORMULAS, Argument, Column, Table
from macros.presentation.calculators import typed
from macros.story import Number, NumberList, NumberTable
from macros.units import Unit
from tests.cases import for_every, hold_for_every
from tests.site.places import PAGES, example, of_kind, open_page, recalculated

pytestmark = pytest.mark.xdist_group("calculators")
FORMULA_PAGES = of_kind("formula")
_READ = """(form) => [
  form.querySelector("output").textContent,
  form.querySelector("[role=alert]").textContent,
  form.querySelectorAll("[aria-invalid]").length,
]"""
# Types texts over what stands in fields, or over that again what stood there first, and tells what is said after each
# step, all in one go. The browser itself edits: a field that is hidden, disabled or read-only keeps its text.
_TYPE = f"""(form, steps) => {{
  const find = ({{ argument, row, column }}) => {{
    const part = form.querySelector(`[data-argument="${{argument}}"]`);
    if (column === null) return part;
    return part.querySelectorAll("tbody tr")[row].querySelector(`[data-column="${{column}}"]`);
  }};
  const type = (field, text) => {{
    field.focus();
    field.select();
    document.execCommand(text === "" ? "delete" : "insertText", false, text);
    const held = document.activeElement === field && field.value === text;
    if (!held) throw new Error(`no "${{text}}" in ${{field.outerHTML}}`);
  }};
  return steps.map((step) => {{
    for (const [place, text] of step) type(find(place), text ?? find(place).defaultValue);
    const field = find(step[0][0]);
    const described = field.getAttribute("aria-describedby")?.split(" ") ?? [];
    return {{
      told: ({_READ})(form),
      mistaken: field.getAttribute("aria-invalid") === "true",
      description: described.map((id) => document.getElementById(id).textContent).join(" "),
    }};
  }});
}}"""
_NAMES = """(form) => [...form.querySelectorAll("input")].filter((one) => one.checkVisibility())
  .map((one) => one.labels[0]?.textContent ?? one.ariaLabel)"""
Step = list[tuple["Place", str | None]]
"""Fields and what is typed into them; None for what stood there first."""


@dataclass(frozen=True)
class Told:
    """What a calculator says at one moment."""

    result: str
    message: str
    marked: int
    """How many fields are marked as mistaken."""


@dataclass(frozen=True)
class Answer:
    """What a calculator says after a step."""

    told: Told
    mistaken: bool
    """Whether the first field of the step is marked."""
    description: str
    """What describes that field."""


@dataclass(frozen=True)
class Calculator:
    """An open calculator and the figure that it starts with."""

    figure: Figure
    form: Locator

    @property
    def result(self) -> Locator:
        """Where the result is announced."""
        return self.form.locator("output")

    @property
    def message(self) -> Locator:
        """Where a mistake is told."""
        return self.form.locator("[role=alert]")

    def told(self) -> Told:
        """Read at once what it says: it answers while a field is filled."""
        return Told(*self.form.evaluate(_READ))

    def typed(self, steps: list[Step]) -> list[Answer]:
        """Take steps one after the other; it answers while a field is filled."""
        sent = [[(vars(place), text) for place, text in step] for step in steps]
        answers = self.form.evaluate(_TYPE, sent)
        return [Answer(Told(*one["told"]), one["mistaken"], one["description"]) for one in answers]

    def reset(self) -> None:
        """Ask for the story's values."""
        self.form.get_by_role("button", name="Back to the story’s values").click()


def _open(page: Page, address: str) -> Calculator:
    open_page(page, address)
    return Calculator(example(address.partition("/playbook/")[2]), page.locator(".pb-calculator"))


@pytest.fixture
def lift(window: Page, base_url: str) -> Calculator:
    """A calculator of single numbers, freshly loaded."""
    return _open(window, base_url + "formulas/relative-lift/")


@pytest.fixture
def quantile(window: Page, base_url: str) -> Calculator:
    """A calculator with a list, freshly loaded."""
    return _open(window, base_url + "formulas/latency-quantile/")


@pytest.fixture
def bins(window: Page, base_url: str) -> Calculator:
    """A calculator with a table, freshly loaded."""
    return _open(window, base_url + "formulas/expected-calibration-error/")


def _values(figure: Figure) -> dict[str, Any]:
    """The bare values that a figure's formula is called with."""
    values: dict[str, Any] = {}
    for name, source in figure.arguments.items():
        if isinstance(source, NumberTable):
            values[name] = [copy.copy(row) for row in source.rows]
        elif isinstance(source, NumberList):
            values[name] = list(source.values)
        else:
            assert isinstance(source, Number | Figure)
            values[name] = source.value
    return values


@dataclass
class Place:
    """One thing in a form that a reader may type, and how to put the same number into the call in Python."""

    argument: str
    row: int | None = None
    column: str | None = None

    def field(self, form: Locator) -> Locator:
        """Find the text field."""
        if self.column is not None:
            rows = form.locator(f"[data-argument={self.argument}] tbody tr")
            return rows.nth(self.row or 0).locator(f"[data-column={self.column}]")
        return form.locator(f"[data-argument={self.argument}]")

    def unit(self, figure: Figure) -> Unit:
        """Tell the unit in which its number is typed."""
        source = figure.arguments[self.argument]
        if isinstance(source, NumberTable):
            return next(column.unit for column in source.columns if column.name == self.column)
        assert isinstance(source, Number | NumberList | Figure)
        return source.unit

    def value(self, values: dict[str, Any]) -> float:
        """Give the number that stands there."""
        stands = values[self.argument]
        if self.column is not None:
            stands = getattr(stands[self.row or 0], self.column)
        elif self.row is not None:
            stands = stands[self.row]
        return float(stands)

    def put(self, values: dict[str, Any], number: float) -> dict[str, Any]:
        """Give the same values with another number there."""
        values = copy.deepcopy(values)
        if self.column is not None:
            setattr(values[self.argument][self.row or 0], self.column, number)
        elif self.row is not None:
            values[self.argument][self.row] = number
        else:
            values[self.argument] = number
        return values

    def text(self, figure: Figure, values: dict[str, Any]) -> str:
        """Write what the text field then holds."""
        if self.row is not None and self.column is None:
            return " ".join(typed(value, self.unit(figure)) for value in values[self.argument])
        return typed(self.value(values), self.unit(figure))


def _right(figure: Figure) -> Told:
    """What a calculator says of the values that it starts with."""
    return Told(figure.statement(), "", 0)


def _places(figure: Figure) -> list[Place]:
    """Every argument of a figure: the first number of each list, the second row of each column of a table."""
    places = []
    for name, parameter in figure.formula.parameters.items():
        if isinstance(parameter, Table):
            places += [Place(name, 1, column) for column in parameter.columns]
        else:
            places.append(Place(name, 0) if isinstance(parameter, Column) else Place(name))
    return places


def _changed(figure: Figure, place: Place) -> dict[str, Any]:
    """Change one number so that the formula takes it; and so that it says something else, where it depends on it."""
    values = _values(figure)
    taken = None
    stands = place.value(values)
    for number in (stands * 0.9, stands * 1.1, stands - 1, stands + 1, stands * 0.5, 0.0, stands * 3, stands * 1000):
        changed = place.put(values, number)
        changed = place.put(values, place.unit(figure).stored(float(typed(place.value(changed), place.unit(figure)))))
        partner = _partner(figure, place)
        if partner is not None:
            given = partner.value(values) + stands - place.value(changed)
            changed = partner.put(changed, partner.unit(figure).stored(float(typed(given, partner.unit(figure)))))
        try:
            if recalculated(figure, changed) != figure.statement():
                return changed
        except PlaybookError:
            continue
        taken = changed
    assert taken is not None, f"the formula takes no other value of {place} than that of {figure.name}"
    return taken


def _partner(figure: Figure, place: Place) -> Place | None:
    """Find what takes or gives the difference where the numbers of a column have to add up to a whole."""
    parameter = figure.formula.parameters[place.argument]
    is_shared = isinstance(parameter, Table) and place.column in parameter.sums
    return Place(place.argument, 0, place.column) if is_shared else None


def test_every_formula_has_a_page_whose_calculator_is_tried_here() -> None:
    assert sorted(PAGES[address]["formula"] for address in FORMULA_PAGES) == sorted(FORMULAS)


def starts_with_the_result_that_the_page_works_out(every: Calculator) -> None:
    expect(every.form).to_be_visible()
    assert every.told() == _right(every.figure)
    expect(every.form.page.locator(".pb-worked__result data").first).to_have_text(every.figure.statement())


def changes_the_result_with_every_argument_as_in_python(every: Calculator) -> None:
    figure = every.figure
    steps: list[Step] = []
    expected = []
    for place in _places(figure):
        changed = _changed(figure, place)
        touched = [one for one in (place, _partner(figure, place)) if one is not None]
        steps += [[(one, one.text(figure, changed)) for one in touched], [(one, None) for one in touched]]
        expected += [Told(recalculated(figure, changed), "", 0), _right(figure)]
    assert [answer.told for answer in every.typed(steps)] == expected
    assert {told.result for told in expected} - {figure.statement()}


def names_a_mistake_in_any_argument_and_leaves_no_stale_result(every: Calculator) -> None:
    figure = every.figure
    places = _places(figure)
    answers = every.typed([[(place, text)] for place in places for text in ("abc", "", None)])
    for number, place in enumerate(places):
        *wrong, right = answers[3 * number : 3 * number + 3]
        for answer in wrong:
            assert (answer.told.result, answer.told.marked) == ("–", 1)
            assert words(place.column or place.argument) in answer.told.message.lower()
            assert "must" in answer.told.message
            assert answer.mistaken
            assert answer.description == answer.told.message
        assert right.told == _right(figure)


def _bounded(figure: Figure) -> Iterator[tuple[Place, str]]:
    """Every bound of every argument, as a number just beyond it, typed."""
    for place in _places(figure):
        parameter = figure.formula.parameters[place.argument]
        argument = parameter if isinstance(parameter, Argument) else None
        if isinstance(parameter, Column):
            argument = parameter.each
        elif isinstance(parameter, Table):
            argument = parameter.columns[place.column or ""]
        assert argument is not None
        values = _values(figure)
        for bound, beyond in (
            (argument.at_least, -1.0),
            (argument.at_most, 1.0),
            (argument.above, 0.0),
            (argument.below, 0.0),
        ):
            if bound is not None:
                row = vars(values[place.argument][place.row]) if place.column is not None else {}
                limit = {**values, **row}[bound] if isinstance(bound, str) else bound
                yield place, typed(limit + beyond, place.unit(figure))


def refuses_a_number_beyond_a_bound_with_the_bound(every: Calculator) -> None:
    figure = every.figure
    bounded = list(_bounded(figure))
    steps: list[Step] = [[(place, text)] for place, beyond in bounded for text in (beyond, None)]
    answers = every.typed(steps)
    for (_, beyond), refused, right in zip(bounded, answers[::2], answers[1::2], strict=True):
        assert refused.told.result == "–", beyond
        assert "must be" in refused.told.message
        assert right.told == _right(figure)


def test_shares_that_do_not_add_up_are_refused_with_what_they_have_to_come_to(window: Page, base_url: str) -> None:
    psi = _open(window, base_url + "formulas/population-stability-index/")
    field = Place("bins", 1, "expected").field(psi.form)
    before = field.input_value()
    field.fill("5")
    expect(psi.message).to_have_text("The sum of expected must be at least 99.")
    expect(psi.result).to_have_text("–")
    expect(psi.form.locator("fieldset")).to_have_attribute("aria-invalid", "true")
    field.fill(before)
    expect(psi.result).to_have_text(psi.figure.statement())


def has_a_name_for_every_field(every: Calculator) -> None:
    names = every.form.evaluate(_NAMES)
    assert len(names) == every.form.get_by_role("textbox").count() > 0
    assert all(name and name.strip() for name in names)
    arguments = [words(place.column or place.argument) for place in _places(every.figure)]
    for argument in arguments:
        assert any(name.startswith(argument) for name in names)


@for_every("address", FORMULA_PAGES)
def test_every_calculator_does_what_one_should(address: str, window: Page, unthemed_url: str) -> None:
    checks: tuple[Callable[[Calculator], None], ...] = (
        starts_with_the_result_that_the_page_works_out,
        changes_the_result_with_every_argument_as_in_python,
        names_a_mistake_in_any_argument_and_leaves_no_stale_result,
        refuses_a_number_beyond_a_bound_with_the_bound,
        has_a_name_for_every_field,
    )
    opened = _open(window, unthemed_url + address)  # once: a check leaves the calculator as it found it
    hold_for_every({check.__name__: check for check in checks}, lambda check: check(opened))


@pytest.mark.parametrize("kind", ["lift", "quantile", "bins"])
def test_a_mistaken_field_is_described_to_those_who_hear_the_page(kind: str, request: pytest.FixtureRequest) -> None:
    opened: Calculator = request.getfixturevalue(kind)
    field = _places(opened.figure)[0].field(opened.form)
    before = field.input_value()
    field.fill("abc")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(opened.told().message)
    field.fill(before)
    assert opened.told() == _right(opened.figure)


def test_the_reset_button_brings_back_what_the_story_says(lift: Calculator) -> None:
    figure = lift.figure
    field = lift.form.get_by_label("treatment successes")
    started = field.input_value()
    field.fill("60000")
    expect(lift.result).not_to_have_text(figure.statement())
    lift.reset()
    expect(field).to_have_value(started)
    expect(lift.result).to_have_text(figure.statement())


def test_the_reset_button_takes_a_mistake_away(lift: Calculator) -> None:
    lift.form.get_by_label("treatment size").fill("few")
    expect(lift.message).to_have_text("Treatment size must be a number.")
    lift.reset()
    expect(lift.message).to_have_text("")
    expect(lift.result).to_have_text(lift.figure.statement())
    assert lift.form.locator("[aria-invalid]").count() == 0


def test_rows_can_be_added_and_removed_and_the_reset_button_brings_them_back(bins: Calculator) -> None:
    figure = bins.figure
    rows = bins.form.locator("tbody tr")
    count = rows.count()
    values = _values(figure)["bins"]
    bins.form.get_by_role("button", name="Add a row").click()
    expect(rows).to_have_count(count + 1)
    expect(bins.result).to_have_text(recalculated(figure, {"bins": [*values, values[-1]]}))
    rows.last.get_by_role("textbox").nth(1).fill("55")
    bins.form.get_by_role("button", name="Remove").first.click()
    expect(rows).to_have_count(count)
    bins.form.get_by_role("button", name="Remove").first.click()
    expect(rows).to_have_count(count - 1)
    bins.reset()
    expect(rows).to_have_count(count)
    expect(bins.result).to_have_text(figure.statement())
    written = [field.input_value() for field in rows.first.get_by_role("textbox").all()]
    source = figure.arguments["bins"]
    assert isinstance(source, NumberTable)
    assert written == [typed(getattr(source.rows[0], column.name), column.unit) for column in source.columns]


def test_the_rows_that_are_brought_back_calculate_like_the_first_ones(bins: Calculator) -> None:
    figure = bins.figure
    bins.form.get_by_role("button", name="Remove").first.click()
    for _ in range(2):
        bins.reset()
        place = _places(figure)[1]
        changed = _changed(figure, place)
        place.field(bins.form).fill(place.text(figure, changed))
        expect(bins.result).to_have_text(recalculated(figure, changed))


def test_the_last_row_of_a_table_cannot_be_removed(bins: Calculator) -> None:
    rows = bins.form.locator("tbody tr")
    for left in range(rows.count() - 1, 0, -1):
        bins.form.get_by_role("button", name="Remove").first.click()
        expect(rows).to_have_count(left)
    bins.form.get_by_role("button", name="Remove").first.click()
    expect(rows).to_have_count(1)
    expect(bins.result).not_to_have_text("–")


def test_removing_a_row_leaves_the_focus_in_the_table(bins: Calculator) -> None:
    buttons = bins.form.get_by_role("button", name="Remove")
    buttons.nth(1).focus()
    bins.form.page.keyboard.press("Enter")
    assert bins.form.page.evaluate("document.activeElement.closest('fieldset') !== null")


@pytest.mark.parametrize(
    "text",
    ["10 20 30 40", "10, 20, 30, 40", "10\t20\t30\t40", "10; 20; 30; 40", " 10  20  30  40 ", "10,20,30,40"],
    ids=["spaces", "commas", "tabs", "semicolons", "too many spaces", "commas alone"],
)
def test_a_list_may_be_pasted_as_people_write_lists(text: str, quantile: Calculator) -> None:
    figure = quantile.figure
    quantile.form.get_by_role("textbox", name="latencies").fill(text)
    expected = recalculated(figure, _values(figure) | {"latencies": [10, 20, 30, 40]})
    expect(quantile.result).to_have_text(expected)


def test_an_empty_list_is_refused_in_words(quantile: Calculator) -> None:
    quantile.form.get_by_role("textbox", name="latencies").fill(" ")
    expect(quantile.message).to_contain_text("Latencies must")
    expect(quantile.result).to_have_text("–")


@pytest.mark.parametrize("text", ["51,400", " 51400 ", "51400.0", "+51400"])
def test_a_number_may_be_typed_as_people_write_numbers(text: str, lift: Calculator) -> None:
    field = lift.form.get_by_label("treatment successes")
    field.fill("1")
    field.fill(text)
    expect(lift.result).to_have_text(lift.figure.statement())


def test_a_share_may_be_typed_with_its_percent_sign(lift: Calculator) -> None:
    field = lift.form.get_by_label("confidence")
    field.fill("1")
    field.fill("95 %")
    expect(lift.result).to_have_text(lift.figure.statement())


@for_every("text", ["1e400", "Infinity", "NaN", "--1", "1.2.3", "½", "0x10", "<b>1</b>"])
def test_what_is_no_number_is_never_taken_for_one(text: str, lift: Calculator) -> None:
    lift.form.get_by_label("treatment successes").fill(text)
    expect(lift.message).to_have_text("Treatment successes must be a number.")
    expect(lift.result).to_have_text("–")


def test_a_calculator_can_be_used_with_the_keyboard_alone(bins: Calculator) -> None:
    figure = bins.figure
    page = bins.form.page
    first = bins.form.get_by_role("textbox").first
    page.locator(".pb-worked__try a").focus()
    page.keyboard.press("Tab")
    while not first.evaluate("one => one === document.activeElement"):
        assert not page.evaluate("document.activeElement.matches('footer *')")
        page.keyboard.press("Tab")
    place = _places(figure)[0]
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("25000")
    values = _values(figure)
    values["bins"][0].count = 25000
    expect(bins.result).to_have_text(recalculated(figure, values))
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        if reached[-1] == "Back to the story’s values":
            break
    assert reached.count("Remove") == len(values["bins"])
    assert reached[-2:] == ["Add a row", "Back to the story’s values"]
    page.keyboard.press("Enter")
    expect(bins.result).to_have_text(figure.statement())
    expect(place.field(bins.form)).to_be_visible()


def test_the_enter_key_in_a_field_neither_leaves_the_page_nor_clears_the_form(lift: Calculator) -> None:
    field = lift.form.get_by_label("treatment successes")
    field.fill("60000")
    expect(lift.result).not_to_have_text(lift.figure.statement())
    said = lift.result.inner_text()
    address_before = lift.form.page.url
    field.press("Enter")
    expect(field).to_have_value("60000")
    expect(lift.result).to_have_text(said)
    assert lift.form.page.url == address_before


def test_a_calculator_goes_on_without_a_network(lift: Calculator) -> None:
    figure = lift.figure
    context = lift.form.page.context
    context.set_offline(True)
    for place in _places(figure):
        changed = _changed(figure, place)
        place.field(lift.form).fill(place.text(figure, changed))
        expect(lift.result).to_have_text(recalculated(figure, changed))
        lift.reset()
        expect(lift.result).to_have_text(figure.statement())
    context.set_offline(False)
