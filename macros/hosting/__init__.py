"""What a server needs to send a built site well."""
