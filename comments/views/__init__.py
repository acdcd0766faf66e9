"""Pages of the conversation: what everybody reads, what one writes, what one does to a comment, what is one's own."""
