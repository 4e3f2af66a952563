"""Put the modules of a script into one that is no module: a frame without an origin of its own may load no other kind.

Each module becomes a function that is called once and gives what it exports, after those that it imports from. What a
module can do beyond that, such as importing later or exporting a default, is refused and not guessed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from macros.errors import PlaybookError

_DECLARED = ("function_declaration", "generator_function_declaration", "class_declaration")
_REMEDY = (
    "write it as `import { name } from` and `export` before a declaration, or teach macros/exports/embedding/bundle.py"
)


def bundle(folder: Path, entry: str, name: str) -> str:
    """Write a script that leaves what a module exports in a variable of the window.

    Args:
        folder: where the modules stand.
        entry: the file of the module, from there.
        name: the variable.

    Raises:
        PlaybookError: a module imports or exports in a way that can't be put together.
    """
    parts: dict[str, str] = {}
    _add(folder, entry, parts, ())
    names = {file: f"module{number}" for number, file in enumerate(parts)}
    written = "\n".join(
        f"const {names[file]} = (() => {{\n{_Module(folder, file).written(names)}}})();" for file in parts
    )
    return f'(() => {{\n"use strict";\n{written}\nwindow.{name} = {names[entry]};\n}})();\n'


def _add(folder: Path, file: str, parts: dict[str, str], within: tuple[str, ...]) -> None:
    """Put a module behind those that it imports from."""
    if file in within:
        raise PlaybookError(file, "imports itself through others", "move what both need into a third module")
    if file not in parts:
        for needed in _Module(folder, file).imports:
            _add(folder, needed, parts, (*within, file))
        parts[file] = file


class _Module:
    """One module, read."""

    def __init__(self, folder: Path, file: str) -> None:
        self.file = file
        if not (folder / file).is_file():
            raise PlaybookError(file, "isn't there, and a module imports from it", "mend the name after `from`")
        self.root = _parser().parse((folder / file).read_bytes()).root_node
        for node in _all(self.root):
            if node.type == "import" and node.parent is not None and node.parent.type == "call_expression":
                raise self.refused(node, "imports a module only when it is needed")

    @property
    def imports(self) -> list[str]:
        """The modules that it imports from."""
        return [self.source(node) for node in self.root.children if node.type == "import_statement"]

    def source(self, node: Node) -> str:
        """Read which module an import names."""
        way = _text(node.child_by_field_name("source"))[1:-1]
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.file), way))

    def written(self, names: dict[str, str]) -> str:
        """Write it as the body of a function."""
        exported: list[str] = []
        lines = []
        for node in self.root.children:
            if node.type == "import_statement":
                lines.append(f"const {self.imported(node)} = {names[self.source(node)]};")
            elif node.type == "export_statement":
                declaration = self.exported(node)
                exported += self.names(declaration)
                lines.append(_text(declaration))
            elif node.type != "comment":
                lines.append(_text(node))
        return "\n".join([*lines, f"return {{ {', '.join(exported)} }};", ""])

    def imported(self, node: Node) -> str:
        """Write what an import takes as a pattern."""
        clauses = [child for child in node.named_children if child.type == "import_clause"]
        taken = clauses[0].named_children if clauses else []
        if len(taken) != 1 or taken[0].type != "named_imports":
            raise self.refused(node, "imports more than names")
        return f"{{ {', '.join(_renamed(one) for one in taken[0].named_children)} }}"

    def exported(self, node: Node) -> Node:
        """Give what an export declares."""
        declaration = node.child_by_field_name("declaration")
        if declaration is None or any(child.type == "default" for child in node.children):
            raise self.refused(node, "exports something else than a declaration")
        return declaration

    def names(self, declaration: Node) -> list[str]:
        """Give the names that a declaration makes."""
        made = [declaration] if declaration.type in _DECLARED else declaration.named_children
        names = [one.child_by_field_name("name") for one in made]
        if any(name is None or not name.type.endswith("identifier") for name in names):
            raise self.refused(declaration, "exports more than names")
        return [_text(name) for name in names]

    def refused(self, node: Node, problem: str) -> PlaybookError:
        """Say that a line can't be put together with others."""
        return PlaybookError(f"{self.file}:{node.start_point.row + 1}", problem, _REMEDY)


def _renamed(specifier: Node) -> str:
    name, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
    return f"{_text(name)}: {_text(alias)}" if alias is not None else _text(name)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _text(node: Node | None) -> str:
    assert node is not None and node.text is not None  # the grammar gives these fields to every such node
    return node.text.decode()


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))
