"""Parts of the pages: Servanda's own data in, Markdown out. `docs/generate.py` calls them."""
