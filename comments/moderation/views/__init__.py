"""Pages of the moderation desk, one job a file."""
