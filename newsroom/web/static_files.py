"""Static files under names that change with what is in them, also where one of our modules imports another."""

from __future__ import annotations

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

# One import a line, as our modules are written.
_IMPORTED = r"""(?P<matched>(?P<how>from|import) "(?P<url>\./[\w./-]+)";)"""


class HashedFiles(ManifestStaticFilesStorage):
    """Django's, with one more thing that it names anew: what the modules of the desk import.

    Its own way of doing so would read every script, those of others too, and is marked as an experiment.
    """

    patterns = (*ManifestStaticFilesStorage.patterns, ("js/desk*.js", ((_IMPORTED, '%(how)s "%(url)s";'),)))
