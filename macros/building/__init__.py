"""All that knows MkDocs: the hooks of a build, the preview, and what follows when the pages are written."""
