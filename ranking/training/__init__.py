"""How the parts of the ranker are trained, kept and reported."""
