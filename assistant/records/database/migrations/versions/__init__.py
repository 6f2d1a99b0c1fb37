"""The steps, each from the one before; a step that was released is never changed."""
