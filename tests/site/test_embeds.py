"""Embeds in a browser, inside pages of another origin: heights, themes, copying, the check page, paper."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import lxml.html
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Frame, FrameLocator, Page, expect

from macros.checks.embed_weights import MOST_BYTES
from macros.exports.embedding.codes import embed_code, loader_code
from macros.exports.embedding.embed import Embed
from macros.exports.embedding.files import embed_files
from macros.exports.embedding.height import WIDTH
from macros.exports.tree import (
    Block,
    Cell,
    Definition,
    Definitions,
    Document,
    Item,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Quotation,
    Rule,
    Table,
    Text,
)
from macros.figures import Figure
from macros.story import Number
from tests.accessibility import OF_LOOK, reveal, violations
from tests.cases import for_every
from tests.clipboard import read_clipboard
from tests.embeds import Embedding
from tests.site.places import example, recalculated, tab_to

TEMPLATE = "template-story-card-blank"
FORMULA, WITH_ROWS = "formula-relative-change", "formula-expected-calibration-error"
ANSWER = "answer-did-it-work"
ONE_OF_EACH = (
    TEMPLATE,
    "template-daci-example",
    ANSWER,
    FORMULA,
    WITH_ROWS,
    "story-feature-platform-chart-before-after",
    "story-feature-platform-chart-error-budget",
    "story-feature-platform-chart-growth",
    "story-feature-platform-chart-intervals",
    "story-feature-platform-chart-reliability",
    "story-feature-platform-scorecard",
    "story-feature-platform-numbers-cost-and-return",
    "check",
)
MOST_TOO_HIGH = 1.12
MOST_HEIGHT, LEAST_HEIGHT = 10_000, 40
WORDS = (Text("Words that fill more than one row of a frame, if only they are said often enough. " * 3),)
OTHER_KINDS: tuple[Block, ...] = (
    Quotation((Paragraph(WORDS), Paragraph(WORDS))),
    Definitions((Definition((WORDS,), ((Paragraph(WORDS),),)),)),
    Listing("one\ntwo\nthree", title="A program"),
    Labelled(WORDS, (Paragraph(WORDS),)),
    Rule(),
    Items((Item((Paragraph(WORDS), Items((Item((Paragraph(WORDS),)),)))),), ordered=True),
    Table(((Cell(WORDS, heading=True),), (Cell(WORDS),)), caption=WORDS),
)
REFUSED = "This page may not copy here. Select the text and copy it by hand."
COPIED = "Copied. Paste it into your document."
pytestmark = pytest.mark.xdist_group("embeds")  # each worker would write the embeds anew
# What sends messages that embeds never send, from a frame of another origin than the embeds.
STRANGER = """<script>parent.postMessage({type: "playbook:resize", height: 3333}, "*");
parent.postMessage("sent", "*");</script>"""


def _frame_height(page: Page) -> float:
    height: float = page.locator("iframe").first.evaluate("one => one.getBoundingClientRect().height")
    return height


def _content_height(frame: Frame) -> int:
    height: int = frame.evaluate("() => Math.ceil(document.body.getBoundingClientRect().height)")
    return height


def _shown(page: Page, embedded: Embedding, body: str) -> Frame:
    """Open a page that shows an embed, and give its frame when it has loaded."""
    page.goto(embedded.shown_by(body))
    locator = page.locator("iframe").first
    locator.scroll_into_view_if_needed()
    page.frame_locator("iframe").first.locator("footer a").wait_for()
    frame = locator.element_handle().content_frame()
    assert frame is not None
    return frame


def _follows(page: Page, frame: Frame) -> None:
    """Wait until the frame is exactly as tall as its content."""
    expected = _content_height(frame)
    page.wait_for_function("height => document.querySelector('iframe').clientHeight === height", arg=expected)


def _clipboard(page: Page) -> dict[str, str]:
    """Read the real clipboard from the page around the frame."""
    page.locator("h1").click()
    return read_clipboard(page)


# Heights


def test_this_machine_has_a_font_as_wide_as_arial(page: Page, embedded: Embedding) -> None:
    """Without it, for instance Liberation Sans, the heights can't be judged: install fonts-liberation."""
    page.goto(embedded.address(ANSWER))
    width = page.evaluate("""() => {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = getComputedStyle(document.body).font;
      return pen.measureText("Hamburgefonstiv 0123").width;
    }""")
    assert width == pytest.approx(10.061 * 16, rel=0.002)


# Shows embeds in frames of one page, as many at a time as one waits for gladly, and tells how tall each is by itself.
_HEIGHTS = """async ([addresses, width]) => {
  const heights = {};
  while (addresses.length > 0) {
    const frames = addresses.splice(0, 30).map((src) => (
      Object.assign(document.createElement("iframe"), { src, width })));
    for (const frame of frames) frame.style.border = 0;
    const loaded = frames.map((frame) => new Promise((done) => { frame.onload = done; }));
    document.body.replaceChildren(...frames);
    await Promise.all(loaded);
    for (const { src, contentDocument } of frames) {
      heights[src] = Math.ceil(contentDocument.body.getBoundingClientRect().height);
    }
  }
  return heights;
}"""


def test_the_given_height_never_cuts_anything_off_and_leaves_little_empty(page: Page, embedded: Embedding) -> None:
    page.set_viewport_size({"width": WIDTH + 16, "height": 900})
    page.goto(embedded.address(ANSWER))  # of their origin, so that it may look into them
    embeds = {embedded.address(slug): embed for slug, embed in embedded.embeds.items() if slug != "check"}
    heights = page.evaluate(_HEIGHTS, [list(embeds), WIDTH])
    assert len(heights) > 100
    wrong = {
        embeds[address].slug: (embeds[address].height, real, round(embeds[address].height / real, 2))
        for address, real in heights.items()
        if not 1.0 <= embeds[address].height / real <= MOST_TOO_HIGH
    }
    assert wrong == {}


def test_content_of_kinds_that_no_embed_has_today_is_not_cut_off_either(page: Page, embedded: Embedding) -> None:
    embed = Embed("other", "T", "D", "https://site.example/", Document("T", "https://site.example/", OTHER_KINDS))
    for name, text in embed_files(embed, embedded.settings).items():
        path = embedded.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    page.set_viewport_size({"width": WIDTH, "height": 900})
    page.goto(embedded.address("other"))
    assert page.locator("blockquote, dl, pre, ol, hr, .labelled, caption").count() == 7
    assert embed.height >= _content_height(page.main_frame)


def test_the_static_frame_shows_all_of_its_embed(page: Page, embedded: Embedding) -> None:
    page.set_viewport_size({"width": WIDTH + 16, "height": 900})
    for slug in ONE_OF_EACH:
        frame = _shown(page, embedded, embed_code(embedded.embeds[slug], embedded.settings))
        assert _frame_height(page) == embedded.embeds[slug].height
        assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight"), slug
        assert _content_height(frame) * MOST_TOO_HIGH >= _frame_height(page), slug


def test_the_first_view_loads_a_few_small_files(page: Page, embedded: Embedding) -> None:
    loaded: list[str] = []
    page.on("response", lambda response: loaded.append(response.url))
    for slug in ONE_OF_EACH[:-1]:
        loaded.clear()
        page.goto(embedded.address(slug), wait_until="networkidle")
        names = {address.removeprefix(f"{embedded.settings.address}embed/") for address in loaded}
        more = {"formula.css", "formula.js"} if slug.startswith("formula-") else set()
        more |= {"drawing.css"} if "-chart-" in slug else set()
        assert names == {f"{slug}/", "embed.css", "frame.js", *more}
        assert sum(len(embedded.files[name.replace("/", "/index.html")].encode()) for name in names) <= MOST_BYTES


# The loader


@pytest.mark.parametrize("slug", [TEMPLATE, ANSWER])
def test_the_loader_makes_the_frame_as_tall_as_its_content(slug: str, page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[slug], embedded.settings))
    assert frame.evaluate("origin") == embedded.origin != page.evaluate("origin")
    _follows(page, frame)
    assert page.locator("iframe").get_attribute("title") == embedded.embeds[slug].title


def test_opening_a_box_makes_the_frame_taller_and_closing_it_makes_it_lower(page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[ANSWER], embedded.settings))
    _follows(page, frame)
    closed = _frame_height(page)
    frame.locator("summary").click()
    page.wait_for_function("before => document.querySelector('iframe').clientHeight > before + 100", arg=closed)
    _follows(page, frame)
    frame.locator("summary").click()
    page.wait_for_function("before => document.querySelector('iframe').clientHeight === before", arg=closed)


def test_the_frame_follows_the_width_of_its_place(page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[ANSWER], embedded.settings))
    _follows(page, frame)
    wide = _frame_height(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("before => document.querySelector('iframe').clientHeight > before + 50", arg=wide)
    _follows(page, frame)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_messages_from_others_change_nothing(page: Page, embedded: Embedding) -> None:
    (embedded.host / "stranger.html").write_text(STRANGER, encoding="utf-8")
    body = f"""<script>window.heard = []; addEventListener("message", (event) => heard.push(event.data));</script>
      {loader_code(embedded.embeds[TEMPLATE], embedded.settings)}"""
    frame = _shown(page, embedded, body)
    _follows(page, frame)
    before = _frame_height(page)
    # The right origin from another frame, the right frame's form from another origin, and the page itself.
    for source in (embedded.address(ANSWER), f"{embedded.host_address}stranger.html"):
        page.evaluate(
            """address => { const one = document.createElement("iframe");
            one.src = address; document.body.append(one); }""",
            source,
        )
    page.evaluate("window.postMessage({ type: 'playbook:resize', height: 4444 }, '*')")
    page.wait_for_function(
        "() => heard.includes('sent') && [3333, 4444].every((height) => heard.some((one) => one.height === height))"
    )
    page.locator("iframe").nth(1).scroll_into_view_if_needed()  # out of sight a browser lays no frame out
    # The other embed tells a height of its own, in a form that is right in everything but where it comes from.
    page.wait_for_function(
        "known => heard.some(({ height }) => height && !known.includes(height))", arg=[before, 3333, 4444]
    )
    assert _frame_height(page) == before


@pytest.mark.parametrize(
    ("sent", "expected"),
    [(1e9, MOST_HEIGHT), (-5, LEAST_HEIGHT), (0.5, LEAST_HEIGHT), (777.2, 778)],
)
def test_no_message_makes_the_frame_absurd(sent: float, expected: int, page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[TEMPLATE], embedded.settings))
    _follows(page, frame)
    frame.evaluate("height => parent.postMessage({ type: 'playbook:resize', height }, '*')", sent)
    page.wait_for_function("height => document.querySelector('iframe').clientHeight === height", arg=expected)


@pytest.mark.parametrize(
    "data", ["null", "'text'", "{ type: 'playbook:resize', height: 'high' }", "{ type: 'other', height: 9 }"]
)
def test_what_is_no_height_changes_nothing(data: str, page: Page, embedded: Embedding) -> None:
    body = f"""<script>window.heard = 0; addEventListener("message", () => heard++);</script>
      {loader_code(embedded.embeds[TEMPLATE], embedded.settings)}"""
    frame = _shown(page, embedded, body)
    _follows(page, frame)
    before, heard = _frame_height(page), page.evaluate("heard")
    frame.evaluate(f"parent.postMessage({data}, '*')")
    page.wait_for_function("before => heard > before", arg=heard)
    assert _frame_height(page) == before


def test_another_page_in_the_same_element_takes_the_place_of_the_first(page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[TEMPLATE], embedded.settings))
    _follows(page, frame)
    page.locator("answer-playbook").evaluate(f"one => one.setAttribute('page', '{ANSWER}')")
    expect(page.frame_locator("iframe").locator("summary")).to_have_text("Tell it in 2 minutes")
    assert page.locator("iframe").count() == 1
    page.locator("answer-playbook").evaluate("one => one.remove()")
    assert page.locator("iframe").count() == 0


@pytest.mark.parametrize("name", ["", "../..", "https://elsewhere.example/", "a b", '"><script>'])
def test_a_name_that_is_none_loads_nothing(name: str, page: Page, embedded: Embedding) -> None:
    page.goto(embedded.shown_by(f'<script src="{embedded.settings.address}embed/embed.js"></script>'))
    page.evaluate(
        """name => { const one = document.createElement("answer-playbook");
        one.setAttribute("page", name); document.body.append(one); }""",
        name,
    )
    expect(page.locator("answer-playbook")).to_have_text(f'There is no embed named "{name}".')
    assert page.locator("iframe").count() == 0


# Themes


def _background(target: Page | Frame) -> str:
    colour: str = target.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return colour


LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 24, 27)"


@for_every("theme, system", product(["", "light", "dark", "auto", "other"], ["light", "dark"]))
def test_an_embed_is_light_unless_it_is_asked_for_something_else(
    theme: str, system: Any, page: Page, embedded: Embedding
) -> None:
    page.emulate_media(color_scheme=system)
    page.goto(embedded.address(ANSWER, theme))
    dark = theme == "dark" or (theme == "auto" and system == "dark")
    assert _background(page) == (DARK if dark else LIGHT)


def test_the_loader_passes_its_theme_on(page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[ANSWER], embedded.settings, "dark"))
    assert _background(frame) == DARK
    page.locator("answer-playbook").evaluate("one => one.removeAttribute('theme')")
    page.wait_for_function("() => !document.querySelector('iframe').src.includes('theme')")
    page.frame_locator("iframe").locator("footer a").wait_for()
    assert _background(page.frames[1]) == LIGHT


def test_without_scripts_an_embed_is_whole_and_light(browser: Browser, embedded: Embedding) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    for slug in ONE_OF_EACH:
        page.goto(embedded.address(slug, "dark"))
        expect(page.locator("footer a")).to_be_visible()
        expect(page.locator("h2").first).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
    page.goto(embedded.address("check"))
    expect(page.locator("#framing")).to_have_text("If you read this inside a page of your wiki, framing works there.")
    expect(page.locator("#scripts")).to_contain_text("Scripts don't run here")
    context.close()


# Sandboxes and copying


def _sandboxed(embedded: Embedding, slug: str, sandbox: str = "allow-scripts") -> str:
    return (
        f'<iframe src="{embedded.address(slug)}" title="Embed" width="900" height="900" sandbox="{sandbox}"></iframe>'
    )


def _copy(frame: FrameLocator) -> None:
    frame.get_by_role("button", name="Copy").click()
    expect(frame.get_by_role("status")).to_have_text(COPIED)


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_a_template_is_copied_from_a_sandboxed_frame(
    sandbox: str, context: BrowserContext, embedded: Embedding
) -> None:
    page = context.new_page()
    page.goto(embedded.shown_by(_sandboxed(embedded, TEMPLATE, sandbox)))
    frame = page.frame_locator("iframe")
    _copy(frame)
    copied = _clipboard(page)
    assert set(copied) == {"text/html", "text/plain"}
    markdown = json.loads(embedded.files[f"{TEMPLATE}/markdown.js"].removeprefix("window.playbookMarkdown = ")[:-2])
    assert copied["text/plain"].replace("\r\n", "\n") == markdown
    assert "<h2>Story card</h2>" in copied["text/html"]
    assert "scroll" not in copied["text/html"]
    assert _words(copied["text/html"]) == _words(frame.locator(".document").inner_html())


def _words(html: str) -> list[str]:
    return " ".join(lxml.html.fragment_fromstring(html, create_parent=True).itertext()).split()


def test_a_template_is_copied_with_the_keyboard(context: BrowserContext, embedded: Embedding) -> None:
    page = context.new_page()
    page.goto(embedded.shown_by(loader_code(embedded.embeds[TEMPLATE], embedded.settings)))
    frame = page.frame_locator("iframe")
    button = frame.get_by_role("button", name="Copy")
    button.wait_for()
    tab_to(page, button, 5)
    page.keyboard.press("Enter")
    expect(frame.get_by_role("status")).to_have_text(COPIED)
    assert _clipboard(page)["text/plain"].startswith("## Story card")


def test_where_copying_is_refused_the_embed_says_so(own_page: Page, embedded: Embedding) -> None:
    page = own_page
    page.add_init_script("document.execCommand = () => false")
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    page.goto(embedded.shown_by(loader_code(embedded.embeds[TEMPLATE], embedded.settings)))
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Copy").click()
    expect(frame.get_by_role("status")).to_have_text(REFUSED)


def test_where_the_older_way_is_gone_the_clipboard_of_pages_is_used(
    context: BrowserContext, embedded: Embedding
) -> None:
    page = context.new_page()
    page.add_init_script("document.execCommand = () => false")
    page.goto(embedded.address(TEMPLATE))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text(COPIED)
    host = context.new_page()
    host.goto(embedded.shown_by(""))
    assert _clipboard(host)["text/plain"].startswith("## Story card")


def test_links_open_beside_the_page_around_and_know_nothing_of_it(context: BrowserContext, embedded: Embedding) -> None:
    page = context.new_page()
    frame = _shown(page, embedded, embed_code(embedded.embeds[ANSWER], embedded.settings))
    source = embedded.embeds[ANSWER].source
    context.route(source, lambda route: route.fulfill(body="The page itself"))
    with context.expect_page() as opened:
        frame.locator("footer a").click()
    opened.value.wait_for_url(source)
    assert opened.value.evaluate("window.opener") is None
    assert page.url.startswith(embedded.host_address)


# Calculators


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_a_calculator_works_in_a_sandboxed_frame_once_somebody_turns_to_it(
    sandbox: str, page: Page, embedded: Embedding
) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(embedded.shown_by(_sandboxed(embedded, FORMULA, sandbox)))
    frame = page.frame_locator("iframe")
    expect(frame.locator("[data-argument=after]")).to_be_visible()
    assert not any(address.endswith("calculator.js") for address in loaded)
    frame.locator("[data-argument=before]").fill("200")
    frame.locator("[data-argument=after]").fill("50")
    figure = example("formulas/relative-change/")
    expect(frame.locator("output")).to_have_text(recalculated(figure, {"before": 200, "after": 50}))
    assert sum(address.endswith("calculator.js") for address in loaded) == 1
    frame.locator("[data-argument=before]").fill("nothing")
    expect(frame.get_by_role("alert")).to_contain_text("efore")
    expect(frame.locator("[data-argument=before]")).to_have_attribute("aria-invalid", "true")
    frame.get_by_role("button").click()
    expect(frame.locator("output")).to_have_text(figure.statement())


def test_a_button_pressed_before_the_calculator_is_there_is_pressed_when_it_is(page: Page, embedded: Embedding) -> None:
    page.goto(embedded.address(WITH_ROWS))
    rows = page.locator("tbody tr")
    before = rows.count()
    page.get_by_role("button", name="Add a row").evaluate("one => one.click()")  # nothing has touched the form before
    expect(rows).to_have_count(before + 1)


def test_the_frame_grows_with_the_rows_of_its_calculator(page: Page, embedded: Embedding) -> None:
    frame = _shown(page, embedded, loader_code(embedded.embeds[WITH_ROWS], embedded.settings))
    _follows(page, frame)
    before = _frame_height(page)
    frame.get_by_role("button", name="Add a row").click()
    page.wait_for_function("before => document.querySelector('iframe').clientHeight > before + 20", arg=before)
    _follows(page, frame)


def test_a_calculator_that_does_not_load_says_so_and_is_tried_again(
    context: BrowserContext, embedded: Embedding
) -> None:
    page = context.new_page()
    page.route("**/calculator.js", lambda route: route.abort())
    page.goto(embedded.address(FORMULA))
    page.locator("[data-argument=before]").focus()
    expect(page.get_by_role("alert")).to_have_text("The calculator did not load. Check your connection and try again.")
    page.unroute("**/calculator.js")
    page.locator("[data-argument=before]").fill("100")
    figure = example("formulas/relative-change/")
    after = figure.arguments["after"]
    assert isinstance(after, Number | Figure)
    expect(page.locator("output")).to_have_text(recalculated(figure, {"before": 100, "after": after.value}))
    expect(page.get_by_role("alert")).to_have_count(0)


# The check page


def test_the_check_page_tells_what_a_frame_may_do(context: BrowserContext, embedded: Embedding) -> None:
    page = context.new_page()
    check = embedded.embeds["check"]
    page.goto(embedded.shown_by(embed_code(check, embedded.settings)))
    frame = page.frame_locator("iframe")
    expect(frame.locator("#framing")).to_have_text("Framing works here: this page is shown inside another one.")
    expect(frame.locator("#scripts")).to_have_text("Scripts run.")
    expect(frame.locator("#sandbox")).to_contain_text("sandboxed, without an origin of its own")
    expect(frame.locator("#around")).to_have_text(f"The page around it is at {embedded.host_address.rstrip('/')}.")
    expect(frame.locator("#height")).to_have_text("The frame shows all of this page.")
    expect(frame.locator("#use")).to_be_hidden()
    frame.get_by_role("button", name="Try to copy").click()
    expect(frame.locator("#clipboard")).to_contain_text("Copying works")
    assert _clipboard(page)["text/plain"] == "Copying works."


def test_the_check_page_tells_that_a_frame_is_too_low_and_what_the_loader_mends(
    page: Page, embedded: Embedding
) -> None:
    page.goto(
        embedded.shown_by(f'<iframe src="{embedded.address("check")}" title="Check" width="600" height="200"></iframe>')
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("#height")).to_contain_text("pixels too low and scrolls")
    expect(frame.locator("#sandbox")).to_have_text("The frame keeps the origin of this site.")
    page.goto(
        embedded.shown_by(loader_code(embedded.embeds["check"], embedded.settings).replace('height="', 'height="1'))
    )
    expect(page.frame_locator("iframe").locator("#height")).to_have_text("The frame shows all of this page.")


def test_the_check_page_tells_that_copying_is_refused(own_page: Page, embedded: Embedding) -> None:
    page = own_page
    page.add_init_script("document.execCommand = () => false")
    page.goto(embedded.address("check"))
    page.get_by_role("button", name="Try to copy").click()
    expect(page.locator("#clipboard")).to_contain_text("Copying is refused here")


def test_the_check_page_by_itself_tells_how_to_use_it(page: Page, embedded: Embedding) -> None:
    page.goto(embedded.address("check"))
    expect(page.locator("#framing")).to_contain_text("open by itself")
    codes = page.locator("#use pre")
    expect(codes).to_have_count(2)
    check = embedded.embeds["check"]
    expect(codes.nth(0)).to_have_text(embed_code(check, embedded.settings))
    expect(codes.nth(1)).to_have_text(loader_code(check, embedded.settings))


# For everybody, and on paper


@for_every("slug", ONE_OF_EACH)
def test_axe_finds_nothing_in_a_page_that_shows_an_embed(slug: str, page: Page, embedded: Embedding) -> None:
    page.goto(embedded.address(slug, "dark"))  # by itself, of which only the colours are others
    assert _background(page) == DARK
    reveal(page)
    assert violations(page, asked=OF_LOOK) == []
    frame = _shown(page, embedded, loader_code(embedded.embeds[slug], embedded.settings, "light"))
    assert _background(frame) == LIGHT
    frame.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    _follows(page, frame)
    # One mistake, made here, shows that the frame is judged, and not only the page around it.
    frame.evaluate("""() => {
      const nameless = document.createElement("a");
      nameless.href = "#nameless";
      document.querySelector("footer").append(nameless);
    }""")
    for target in page.frames:
        target.evaluate(f"{AXE_SCRIPT}; axe.configure({{ allowedOrigins: ['<unsafe_all_origins>'] }});")
    reveal(page)
    (found,) = violations(page)
    assert found.startswith("link-name ")
    assert "iframe" in found
    assert "#nameless" in found


def test_a_phone_needs_no_sideways_scrolling(page: Page, embedded: Embedding) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for slug in ONE_OF_EACH:
        page.goto(embedded.address(slug))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, slug


@for_every("slug", ONE_OF_EACH[:-1])
def test_an_embed_prints_whole_in_black_on_white(slug: str, page: Page, embedded: Embedding) -> None:
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(embedded.address(slug, "dark"))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})  # the text of an A4 sheet
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 32, 38)"
    expect(page.get_by_role("button")).to_have_count(0)
    lost = page.evaluate("""() => [...document.querySelectorAll(".document *:not(svg *)")].filter((one) => {
      const seen = one.checkVisibility({ contentVisibilityAuto: true }) && one.getBoundingClientRect().height > 0;
      return !seen || (getComputedStyle(one).overflowX !== "visible" && one.localName !== "svg");
    }).map((one) => one.outerHTML.slice(0, 80))""")
    assert lost == []
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
