"""How the project is kept: locks, licences, linters, workflows and releases."""
