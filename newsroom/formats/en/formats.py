"""Dates in English."""

# Always with the name of the zone: a newsroom's people sit in more than one, and clocks change twice a year.
DATETIME_FORMAT = "j M Y, H:i T"
