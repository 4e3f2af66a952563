"""The questions as cards: to learn them in Anki, to sort them in a spreadsheet, to print them and cut them out."""
