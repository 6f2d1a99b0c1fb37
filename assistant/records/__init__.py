"""Answers -> conversations kept, files exported, and quotes verified again."""
