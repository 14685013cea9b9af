"""Exports of Meta's platforms: Facebook with Messenger, and Instagram with Threads."""

from weakties.importers.meta._facebook import read_facebook
from weakties.importers.meta._instagram import read_instagram

__all__ = ["read_facebook", "read_instagram"]
