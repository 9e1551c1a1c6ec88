"""Which of the candidates, in what order."""
