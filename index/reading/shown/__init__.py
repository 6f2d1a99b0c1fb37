"""What of a file is its text, as every format asks it: tables, equations, raised signs; what is left out, named."""
