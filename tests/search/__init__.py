"""The words and the index of the search; tests/site/test_search.py and test_relevance.py try the search itself."""
