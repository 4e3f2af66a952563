"""What MkDocs and the theme make of a page is put right."""

from __future__ import annotations

from macros.building.page_html import tables_boxed, unsought, workings_gathered


def _figure(number: int, words: str) -> str:
    box = f'<pb-working id="working-{number}" popover><a href="../ratio/">{words} {{}}</a></pb-working>'
    return f'<a class="pb-figure" href="#working-{number}">{words}</a>{box}'


def test_a_working_stands_once_at_the_end_and_every_figure_leads_to_it() -> None:
    html = f"<p>{_figure(1, 'one')} and {_figure(2, 'two')}</p>\n<p>{_figure(3, 'one')}, <a href='#working-9'>x</a></p>"
    figures, *workings = workings_gathered(html).rsplit("\n", 2)
    assert figures == (
        '<p><a class="pb-figure" href="#working-1">one</a> and <a class="pb-figure" href="#working-2">two</a></p>\n'
        '<p><a class="pb-figure" href="#working-1">one</a>, <a href=\'#working-9\'>x</a></p>'
    )
    assert workings == [
        '<pb-working id="working-1" popover><a href="../ratio/">one {}</a></pb-working>',
        '<pb-working id="working-2" popover><a href="../ratio/">two {}</a></pb-working>',
    ]


def test_a_page_without_workings_stays_as_it_is() -> None:
    assert workings_gathered("<p>a</p>") == "<p>a</p>"


def test_the_search_leaves_the_sources_and_the_words_on_tabs_out() -> None:
    tabs = '<div class="tabbed-labels"><label for="a">2 minutes</label></div>'
    html = f'<h2 id="sources">Sources</h2>\n{tabs}<h2 id="a">b</h2>'
    marked = html.replace('"sources"', '"sources" data-search-exclude').replace(
        'labels"', 'labels" data-search-exclude'
    )
    assert unsought(html) == marked


def test_a_table_of_markdown_gets_the_box_that_tables_of_macros_bring() -> None:
    theirs = "<table><tr><td>1</td></tr></table>"
    ours = '<div class="pb-scroll" tabindex="0"><table class="pb-plan"><tr><td>2</td></tr></table></div>'
    boxed = '<div class="pb-scroll"><table class="pb-table"><tr><td>1</td></tr></table></div>'
    assert tables_boxed(f"{theirs}<p>a</p>{ours}{theirs}") == f"{boxed}<p>a</p>{ours}{boxed}"
