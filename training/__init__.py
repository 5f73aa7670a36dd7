"""How the shipped weights are made: `python -m training GOLD_DIR` (needs the `dev` extra; not in the wheel).

In: the gold's `train` folder and the documents of our own in `training/documents`. Out: `weights.bin`.
"""
