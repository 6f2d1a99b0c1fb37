"""An Answer -> command line, HTTP API, chat or MCP: they render and decide nothing."""
