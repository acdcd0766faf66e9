"""What moderators send: decisions, answers, notes and sanctions."""
