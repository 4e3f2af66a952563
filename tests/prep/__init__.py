"""The documents of a workbook that is kept as a file."""
