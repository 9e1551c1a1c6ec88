"""Ways to choose a list for relevance and variety: one greedy loop, several gains."""
