"""Yardsticks of the optimiser: a slow evaluator that checks every plan, public problems, made-up service days."""
