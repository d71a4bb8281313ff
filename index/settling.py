from index.update import Update


def settle(update: Update, changed: list[str]) -> list[str]:
    return changed
