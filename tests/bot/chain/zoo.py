"""Three articles, questions on them, and what of an answer stays the same."""

BUILDS = '"We build at night," said engineer Ivan Petrov.'
BORN = "A baby elephant was born at the zoo in Leipzig on Sunday."
BORRELL = "Josep Borrell is the foreign policy chief of the European Union."
CHALLENGE = "He called China a strategic challenge in Brussels."
FILES = {
    "gas.txt": f"Pipeline works\n\nThe pipeline carries gas to China. {BUILDS}",
    "zoo.txt": f"Baby elephant\n\n{BORN} Keepers named her Bindi.",
    "borrell.md": f"---\npublished: 2021-10-12\noutlet: The Ledger\n---\n\n{BORRELL} {CHALLENGE}",
}
WHO_BUILDS = "Which engineer said that they build at night?"
WHEN_BORN = "When was the baby elephant born at the zoo in Leipzig?"
CAPITAL = "What is the capital of Peru?"
QUESTIONS = [WHO_BUILDS, WHEN_BORN, CAPITAL, "Hello", "Who called China a strategic challenge?"]


def essence(reply):
    """Return what of an answer doesn't change from one run to the next."""
    return reply.text, reply.sentences, reply.citations, reply.refused, reply.query
