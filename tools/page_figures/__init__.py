"""What ``measure_page.py`` is made of: libraries to ask, servers, a browser that times itself, users, figures."""
