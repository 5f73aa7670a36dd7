"""Parts of the pages, one file a page: Servanda's own data in, Markdown out. `docs/generate.py` calls them."""
