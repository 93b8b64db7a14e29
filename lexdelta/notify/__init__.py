"""Telling people: what a run owes to whom, how it is worded for them, and how it is carried there within a time."""
