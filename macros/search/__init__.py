"""What the search of the site knows: the words that it passes over or takes for each other, and the index."""
