"""The formats that documents are written in, one module a family."""
