"""How stories and formulas look on a page: numbers in sentences, tables, charts, calculators, copyable templates.

The HTML itself is in html/, one template a thing; the modules here only decide what goes into it.
"""
