"""Judgement: what changed between two profiles, how much it matters, is it one page or all of them; pure."""
