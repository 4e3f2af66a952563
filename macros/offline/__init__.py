"""What keeps a built site on a reader's device."""
