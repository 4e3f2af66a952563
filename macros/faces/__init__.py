"""The faces of a formula, all drawn from its one definition: the source of the function itself.

expression   the definition as steps of a small expression language
elements     what MathML and the page around it are made of
lines        where a line of mathematics may break
notation     how such an expression is written, whatever the notation
javascript   the notation that the browser calculates with
mathematics  the notation that people read, as MathML
plain        the notation for text alternatives and plain exports
working      a figure written out: formula, inputs put in, result
blanks       the same with blanks in the place of the numbers, for the browser to fill
"""
