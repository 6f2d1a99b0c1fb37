"""A set -> answers right and wrong on purpose, to show that the scorer tells them apart."""

from eval.selfcheck.counterfactuals import Variant, drops, variants
from eval.selfcheck.trials import Trial

__all__ = ["Trial", "Variant", "drops", "variants"]
