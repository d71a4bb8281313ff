"""Articles for the tests of the evidence, and how sure one is on the scale of log odds."""

import numpy as np

FILES = {
    "pipeline.txt": (
        "Pipeline costs\n\n"
        "Power of Siberia is a $55bn gas project. "
        "Who paid for the Power of Siberia gas project? "
        "Nobody at the ministry would say so.\n\n"
        "Power of Siberia and its gas\n\n"
        "China buys most of what flows through it. Why so?"
    ),
    "zoo.txt": "Baby elephant\n\nA baby elephant was born at the zoo in Leipzig on Sunday.",
    "storm.txt": "Storm\n\nA storm tore the roofs from twelve barns near the harbour.",
}
PIPELINE = "How much is the Power of Siberia gas project worth?"


def log_odds(chance):
    return np.log(chance / (1 - chance))
