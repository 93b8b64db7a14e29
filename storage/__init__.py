"""Memory: one SQLite file that keeps every capture, every reading of it and every change, and explains itself."""
