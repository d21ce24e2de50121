"""Facts and wordings into items: the questions that forms choose from."""
