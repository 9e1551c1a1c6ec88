"""What a shopper buys again, what goes with what, and which coupon is used.

Judged by ``aisle eval completejourney``; the assistant does not call it.
"""
