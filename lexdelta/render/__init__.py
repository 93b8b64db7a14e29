"""Reports as people and programs read them: pure functions from a Report to text, Markdown, HTML and JSON."""
