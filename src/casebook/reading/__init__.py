"""Reading crime news by rules: from an article's text to its working record."""
