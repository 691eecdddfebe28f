"""The chapter that is judged with LiveKit's own packages."""
