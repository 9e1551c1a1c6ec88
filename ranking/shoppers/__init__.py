"""What is known of the shopper: what they took before, and what others took after that."""
