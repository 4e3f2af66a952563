"""What readers practise with: the questions of the answer pages, read from the built site."""
