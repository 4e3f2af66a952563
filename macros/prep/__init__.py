"""What `make prep` writes: the documents of a workbook that somebody keeps as a file, as the browser does."""
