"""Every department of the shop, so that all its product types are known."""

from retrieval.demo_shop.drawing import (
    accessories,
    audio,
    bags,
    beauty,
    boots,
    bottoms,
    camping,
    cookware,
    electronics,
    footwear,
    furniture,
    garden,
    grocery,
    homeware,
    jewellery,
    lighting,
    nursery,
    outerwear,
    pets,
    seating,
    sports,
    stationery,
    tableware,
    textiles,
    tops,
    toys,
)
from retrieval.demo_shop.drawing.registry import SKETCHES

# To import a department registers what it draws.
DEPARTMENTS = (
    accessories,
    audio,
    bags,
    beauty,
    boots,
    bottoms,
    camping,
    cookware,
    electronics,
    footwear,
    furniture,
    garden,
    grocery,
    homeware,
    jewellery,
    lighting,
    nursery,
    outerwear,
    pets,
    seating,
    sports,
    stationery,
    tableware,
    textiles,
    tops,
    toys,
)

PRODUCT_TYPES: frozenset[str] = frozenset(SKETCHES)
"""What can be drawn, such as ``rain_jacket``."""
