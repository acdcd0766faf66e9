"""Checks that servers of strangers do: what they are asked and told, and what becomes of comments until they have answered."""
