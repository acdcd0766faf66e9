"""How dates are written where Django writes them by itself: a folder for each language, as `FORMAT_MODULE_PATH` wants it."""
