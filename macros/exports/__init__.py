"""What leaves the site: each page as a small tree, written out for other tools, from the built HTML."""
