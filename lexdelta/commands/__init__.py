"""The commands, grouped by what people do; each is a few lines that call the application."""
