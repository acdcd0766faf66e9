"""Plain functions that make one valid thing, through the verbs of its room."""
