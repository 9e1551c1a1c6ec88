"""The service console: server-rendered pages for the shop's own people."""
