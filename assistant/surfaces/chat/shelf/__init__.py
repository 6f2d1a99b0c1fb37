"""Files -> documents of the library: on their way in, as they were given, and taken back."""
