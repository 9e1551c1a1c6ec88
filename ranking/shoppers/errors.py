"""What can go wrong with what is known of shoppers."""


class ShopperError(ValueError):
    """Histories, or what is asked about them, are not as they must be."""
