"""What happens around the pages: generated scripts, the content security policy, and the one module that knows MkDocs."""
