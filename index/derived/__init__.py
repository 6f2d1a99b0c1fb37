"""A document -> what is worked out of it once: how rare its words are, who speaks, what refers to what."""
