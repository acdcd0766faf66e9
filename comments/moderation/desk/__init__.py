"""What a moderator sees beside a case, and who is at which: context, past, record, claims, watched stories, selections."""
