"""A language -> the words by which people ask, and which words say the same."""
