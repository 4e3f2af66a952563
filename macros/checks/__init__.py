"""What the build enforces beyond MkDocs: each module finds one kind of mistake, in the sources or in the built site.

metrics   a figure with a unit that somebody typed instead of naming it
anatomy   pages that lack a part of their kind, and tellings that are too long or too short to say
links     addresses that lead nowhere, other hosts, leftovers of template syntax, pages that nothing leads to
documentation   docstrings of formulas that leave out an argument, the result, what is refused or an example
usage     inputs, figures, goals, formulas, templates and snippets that nothing uses, or that lack their page
"""
