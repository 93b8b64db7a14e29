"""What a profile names: institutions, laws, strategies, cases, articles and dates, by tables and small grammars."""
