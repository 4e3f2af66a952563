"""Elements of MathML, and those of the page around them."""

from __future__ import annotations

from xml.etree import ElementTree

Element = ElementTree.Element


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Make one element out of its text or its children."""
    made = Element(tag, attributes)
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def operator(sign: str, **attributes: str) -> Element:
    """Make an operator or a bracket."""
    return element("mo", sign, **attributes)


def row(*parts: Element) -> Element:
    """Put parts in a row."""
    return element("mrow", *parts)


def span(kind: str, *children: Element | str) -> Element:
    """Make an element of the page; `kind` is its class, or ""."""
    return element("span", *children, **({"class": kind} if kind else {}))
