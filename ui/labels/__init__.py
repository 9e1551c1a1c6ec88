"""The words of the shopper's page, a file a language; English is the one it is drawn in."""
