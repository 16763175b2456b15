"""The page: what is drawn (values to HTML, no gradio) and the tabs that call the packages. Only ``app.py`` uses it."""
