"""What can be wrong with a library on disk, as a tree of exceptions.

LibraryError            something about the library; the message is in Chinese and says what to do
├── NoLibrary           nothing there, or nothing built yet
├── WrongVersion        made by another version, another dictionary or another embedding model
├── DamagedIndex        a file is missing, cut short or changed
├── LibraryBusy         another build is at work
├── NoBatch             there is no such batch of files, or not any more
├── NotInLibrary        there is no such notice
└── NoNotices           the folders hold nothing that could be built
"""

from __future__ import annotations


class LibraryError(Exception):
    """Something about the library; the message is fit for the user."""


class NoLibrary(LibraryError):
    """There is no library, or nothing has been built in it."""


class WrongVersion(LibraryError):
    """The index was made by another version, another dictionary or another embedding model."""


class DamagedIndex(LibraryError):
    """A file of the index is missing, cut short or changed."""


class LibraryBusy(LibraryError):
    """Another build is writing to the library."""


class NoNotices(LibraryError):
    """A folder is not there, or the folders hold no notice."""


class NoBatch(LibraryError):
    """There is no such batch of files, or no such file in it, or not any more."""


class NotInLibrary(LibraryError):
    """The library holds no notice of that id."""
