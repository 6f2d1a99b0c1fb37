"""Scores -> tables, a page with pictures, a comparison of two runs."""
