"""What shoppers write of the products, and how it changes."""
