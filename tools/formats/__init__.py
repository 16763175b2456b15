"""Six invented notices as files of every format that is read, and what their reading is held against.

The data in ``data/`` come first, in the model of ``corpus.sample``; no file is made by a reader of ours.
"""
