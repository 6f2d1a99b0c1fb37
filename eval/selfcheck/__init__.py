"""A set -> answers right and wrong on purpose, to show that the scorer tells them apart."""
