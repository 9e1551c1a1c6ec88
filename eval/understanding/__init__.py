"""Whether what shoppers say is understood: written utterances, judged by the state they lead to."""
