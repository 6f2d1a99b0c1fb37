"""Sets of questions in, figures out; may import everything, and nothing imports it."""
