"""Typed readers for settings: each refuses a bad value at start, in one sentence that names the setting."""
