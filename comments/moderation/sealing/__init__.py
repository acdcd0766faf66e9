"""Sealing the log: each batch of entries gets a digest that also vouches for all before it, and anybody can check them.

docs/decisions/a-log-sealed-behind-the-writers.md says which entries a seal takes, and why.
"""

from comments.moderation.sealing.chain import NEWEST, newest, read
from comments.moderation.sealing.checking import Checked, check
from comments.moderation.sealing.sealer import seal_log, sealed_up_to

__all__ = ["NEWEST", "Checked", "check", "newest", "read", "seal_log", "sealed_up_to"]
