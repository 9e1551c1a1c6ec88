"""Words that compare, each with the plain word it is of."""

from typing import Final

COMPARATIVES: Final = {
    "lighter": "lightweight", "warmer": "warm", "softer": "soft", "brighter": "bright",
    "darker": "dark", "thicker": "thick", "thinner": "thin", "longer": "long", "shorter": "short",
    "bigger": "big", "larger": "large", "smaller": "small", "looser": "relaxed", "tighter": "slim",
    "slimmer": "slim", "wider": "wide", "narrower": "narrow", "stronger": "strong",
    "sturdier": "sturdy", "simpler": "minimal", "smarter": "smart", "dressier": "smart",
    "nicer": "nice", "cosier": "cosy", "quieter": "quiet", "faster": "fast", "heavier": "heavy",
    "comfier": "comfortable", "stretchier": "stretch", "baggier": "oversized", "plainer": "plain",
    "sportier": "sporty", "cooler": "cool", "fresher": "fresh", "cuter": "cute", "finer": "fine",
    "prettier": "pretty", "taller": "tall", "newer": "new", "safer": "safe", "easier": "easy",
    "fancier": "fancy", "classier": "classy", "roomier": "roomy", "bolder": "bold",
    "subtler": "subtle", "calmer": "calm", "trendier": "trendy", "airier": "airy",
    "quirkier": "quirky", "flashier": "flashy", "lower": "low", "higher": "high",
    "deeper": "deep", "flatter": "flat", "richer": "rich", "neater": "neat", "posher": "posh",
    "tougher": "strong", "funkier": "funky", "edgier": "edgy", "chunkier": "chunky",
    "slicker": "slick", "sleeker": "sleek", "firmer": "firm", "harder": "hard", "rounder": "round",
    "squarer": "square", "shinier": "shiny",
    "steadier": "steady", "louder": "loud", "sharper": "sharp", "sweeter": "sweet",
    "healthier": "healthy", "bulkier": "bulky", "weightier": "heavy",
    "fluffier": "fluffy", "snugger": "snug", "snazzier": "snazzy", "jazzier": "jazzy",
}  # fmt: skip
