"""The faces: web page, API and command line."""
