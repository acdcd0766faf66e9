"""The community standards: what is in force, what a rule said when, how versions differ, and the one way to write a version."""

from comments.moderation.standards.in_force import IN_FORCE, Standards, current_standards, next_number, rules_in_force
from comments.moderation.standards.naming import NamedRule, as_worded_at, rules_named_by, version_with
from comments.moderation.standards.writing import AlreadyWritten, adopt_suggested, save_rule, save_rules, write_version

__all__ = [
    "IN_FORCE",
    "AlreadyWritten",
    "NamedRule",
    "Standards",
    "adopt_suggested",
    "as_worded_at",
    "current_standards",
    "next_number",
    "rules_in_force",
    "rules_named_by",
    "save_rule",
    "save_rules",
    "version_with",
    "write_version",
]
