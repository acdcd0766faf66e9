"""Things that many scenes have in them: boats, buildings, what grows and flies, small people."""
