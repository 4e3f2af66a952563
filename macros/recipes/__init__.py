"""What `make new` does: it writes the files of a new answer, story, formula or template, and its entries elsewhere."""
