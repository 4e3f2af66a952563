"""Embeds: small pages without chrome, for the frames of other sites, below embed/.

contents.py says which there are, embed.py what one consists of, height.py how tall it will be; settings.py is what all
of them say of the site, codes.py what others read to show one, files.py what is written.

Every embed keeps its address as long as its page keeps its own:

template-<name>-blank, template-<name>-example   a template
answer-<name>                                    the short form of an answer: opening, two minutes, method
formula-<name>                                   a formula: what it is, its mathematics, its calculator
answer-<name>-chart-<kind>                       a chart of an answer
story-<name>-chart-<kind>                        a chart of a story
story-<name>-scorecard                           the goals of a story
story-<name>-numbers-<heading>                   the numbers that a story lists under a heading

A second one of a kind adds its caption. Beside each page stands oembed.json; templates have their Markdown in a script,
which a frame may load where it may fetch nothing. For
the same reason the modules of the calculators are put together into one script (bundle.py), which is loaded when
somebody first touches one.
"""
