"""What the build enforces beyond MkDocs: each module finds one kind of mistake.

Before anything is built, in the sources:

files         files that aren't what their ending says, links out of the project, code that breaks off, other hosts
front_matter  keys of the front matter, and titles that two pages share
settings      the navigation, the address of the site, icons, and sections without folder
calls         what is more than a plain call of the vocabulary, and partials that include themselves
templates     forms that can't be used, and blanks that tell of the playbook's own example
markup        Markdown and HTML that isn't whole or that pages may not hold
prompts       what `make new` leaves where somebody has to write
documentation docstrings of formulas that leave out an argument, the result, what is refused or an example
citations     sources that aren't read by https
one_title     lists that call an answer otherwise than its page does
metrics       a figure with a unit that somebody typed instead of naming it; in built pages too
typed_counts  a number in words that a story of the page holds

In the built site:

anatomy       pages that lack a part of their kind, and tellings that are too long or too short to say
usage         inputs, figures, goals, formulas, templates, snippets and terms that nothing uses, or that lack their page
preview_address  links to where only a preview stands
links         addresses that lead nowhere, other hosts, leftovers of template syntax, pages that nothing leads to
answer_rules  pages to which the rules for a reader's own texts lead, and that aren't there
spoken_parts  openings, tellings and follow-ups that nobody could say aloud
embed_weights embeds that are too heavy for the page of somebody else
built_html    what would run without being known, second titles, and elements that no author may write

`prose` counts turns of phrase that wear out, for `make check`; `texts`, `addresses` and `characters` serve several.
"""
