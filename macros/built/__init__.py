"""The one room that reads a built page: its article, its address, its tabs, its inline scripts."""
