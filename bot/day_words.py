"""The words of dates, as parts of patterns (to be matched without regard to case)."""

MONTHS = (
    "january february march april may june july august september october november december".split()
)
MONTH = rf"(?:{'|'.join(MONTHS)})"
SHORT_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
YEAR = r"(?:19|20)\d\d"
