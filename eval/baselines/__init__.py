"""Other people's ways to find things, to measure ours against."""
