"""A question -> one ranking of paragraphs, out of meaning and words."""
