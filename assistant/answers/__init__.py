"""What is said beside the list: leads, questions, answers, what is in the way."""
