"""HTTP: REST and server-sent events."""
