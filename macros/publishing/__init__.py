"""What happens around the pages: generated scripts, their security policy, and the module that knows MkDocs."""
