"""A file of any format -> `Source`: lines of text that know their place; numbers are `index.numbering`'s work."""
