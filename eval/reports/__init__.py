"""Scores -> tables, a page with pictures, a comparison of two runs."""

from eval.reports.comparing import compare, fallen, read_gate
from eval.reports.page import as_page
from eval.reports.reporting import as_dict, as_table, check_tables, comparison_table, followed

__all__ = [
    "as_dict",
    "as_page",
    "as_table",
    "check_tables",
    "compare",
    "comparison_table",
    "fallen",
    "followed",
    "read_gate",
]
