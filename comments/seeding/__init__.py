"""The whole demo newspaper: its texts, its pictures, its readers and what they say, the same for the same seed number."""
