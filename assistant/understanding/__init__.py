"""What the shopper said, as operations on a typed state."""
