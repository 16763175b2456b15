"""Serve the page over the fake assistant: ``python fake_page.py PORT``."""

import sys

from fakes import FakeLive

import app

page = app.build_app(FakeLive())
app.launch(page, "127.0.0.1", int(sys.argv[1]))
page.block_thread()
