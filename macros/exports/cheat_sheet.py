"""The cheat sheet of an answer: what it opens with, its rule, its figures and three follow-ups, all from the page."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from itertools import islice

import lxml.html
from lxml.html import builder

from macros.built import markup
from macros.built.markup import Element
from macros.exports.pages import ExportedPage
from macros.exports.reading import read_document
from macros.exports.tree import Document

_QUESTIONS = 3
_KEY_FIGURES = 6
"""How many rows of numbers, or workings, stand for a scorecard where there is none."""
_TABLE = ".//table[contains(concat(' ', @class, ' '), ' {} ')]"


def cheat_sheet(page: ExportedPage) -> Document:
    """Make the cheat sheet of an answer, which has all that goes onto it by the checks of its anatomy."""
    article = page.article
    sheet = lxml.html.Element("div")
    sheet.append(builder.H1(f"Cheat sheet: {page.title}"))
    sheet.extend(copy.deepcopy(list(_opening(article))))
    sheet.extend(_part("The rule", map(_rule, filter(markup.says_rule, markup.under(article, "how-i-decide")))))
    sheet.extend(_part("The figures", _figures(article)))
    sheet.extend(_part("If they ask", _follow_ups(article)))
    return read_document(sheet, title=page.title, address=page.address, description=page.description)


def _part(title: str, held: Iterable[Element]) -> list[Element]:
    """Give a title and copies of what stands under it; nothing where that is empty."""
    copied = [copy.deepcopy(element) for element in held]
    for element in copied:
        element.tail = None
    return [builder.H2(title), *copied] if copied else []


def _opening(article: Element) -> Iterator[Element]:
    """Give what the answer opens with: the paragraphs above its first part, that on what is fictional among them."""
    for element in article:
        if element.tag == "h2":
            return
        if element.tag == "p":
            yield element


def _rule(paragraph: Element) -> Element:
    """Take the words that announce the rule off it, since a heading says them here."""
    rule = copy.deepcopy(paragraph)
    if rule.text and rule.text.strip():
        rule.text = rule.text.lstrip().removeprefix(markup.RULE)
    else:
        rule[0].drop_tree()  # the words are bold; what follows them joins the text of the paragraph
    words = str(rule.text).lstrip()
    rule.text = words[:1].upper() + words[1:]
    return rule


def _figures(article: Element) -> list[Element]:
    """Give the goals with their results; without any the first numbers, or else the workings of what is said."""
    scorecards = article.xpath(_TABLE.format("pb-scorecard"))
    if scorecards:
        return list(scorecards)
    numbers = copy.deepcopy(article.xpath(_TABLE.format("pb-values"))[:1])
    for table in numbers:
        for row in table.xpath("./tbody/tr")[_KEY_FIGURES:]:
            row.drop_tree()
    workings = {_said(working.find_class("pb-working__title")[0]): working for working in article.iter("pb-working")}
    written = [_written(title, working) for title, working in islice(workings.items(), _KEY_FIGURES)]
    return numbers or ([builder.UL(*written)] if written else [])


def _written(title: str, working: Element) -> Element:
    """Write a working as an item: what it is of, and its lines."""
    item = builder.LI(f"{title}: ")
    for number, line in enumerate(working.xpath("./span[@class!='pb-working__title']")):
        item.extend([builder.BR()] * bool(number))
        item.append(copy.deepcopy(line))
    return item


def _follow_ups(article: Element) -> list[Element]:
    return [element for _, one in islice(markup.follow_ups(article), _QUESTIONS) for element in _answered(one)]


def _answered(question: Element) -> list[Element]:
    """Write a question as a heading with its answer below, since paper has no folds."""
    summary, *answer = question
    return [builder.H3(_said(summary)), *answer]


def _said(element: Element) -> str:
    return str(element.text_content()).strip()
