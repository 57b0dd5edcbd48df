"""
Print one figure: `saferboard figure MEASURE --place PLACE --to YYYY-MM --months N`.
"""

import json
from decimal import ROUND_HALF_UP, Decimal

from django.core.management.base import BaseCommand, CommandError, CommandParser

from saferboard.domain.figures import Figure, Origin
from saferboard.domain.periods import Month, NotAPeriod, Period, months_to
from saferboard.domain.refusals import Refused
from saferboard.measures.comparing import Comparison, London
from saferboard.measures.queries import compare

WRONG_NAME = 2
"""What the command exits with for a name or a month it cannot read."""

DIGITS = Decimal("0.0001")


class Command(BaseCommand):
    help = "Print a figure, or the reason there is none, with where it comes from."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("measure", metavar="MEASURE", help="such as total-burglary")
        parser.add_argument("--place", required=True, help="a slug or ONS code, such as bromley")
        parser.add_argument("--to", required=True, metavar="YYYY-MM", help="the last month")
        parser.add_argument("--months", type=int, default=12, metavar="N", help="12 if not given")
        parser.add_argument(
            "--compare",
            action="store_true",
            help="with the same months before, the rate, the rank among boroughs, and London",
        )
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, **options) -> None:
        try:
            period = months_to(Month.parse(options["to"]), options["months"])
            found = compare(options["measure"], options["place"], period)
            said = compared(found) if options["compare"] else alone(found)
        except (Refused, NotAPeriod) as error:
            raise CommandError(str(error), returncode=WRONG_NAME) from None
        if options["format"] == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(in_words(said, found, compared=options["compare"]))


def alone(found: Comparison) -> dict:
    """Return a figure with its rate and nothing to set it against."""
    return (
        stated(found.figure)
        | {
            "rate_per_1000": rate_per_1000(found.rate, found.definition.per),
            "period": months(found.figure.period),
        }
        | sourced(found.figure)
        | peopled(found)
    )


def stated(found: Figure) -> dict:
    """Return the value, or the reason in its place, and what it is a figure of."""
    said: dict = {"measure": found.measure, "place": found.place}
    if found.absence is not None:
        return said | {"reason": found.absence.label}
    return said | {"value": number(found.value)}


def sourced(found: Figure, *more: Figure) -> dict:
    """Return the files and vintages of a figure and of those it was compared with."""
    origins = dict.fromkeys(origin for one in (found, *more) for origin in one.origins)
    return {
        "source": list(dict.fromkeys(source_words(origin) for origin in origins)),
        "vintage": list(dict.fromkeys(origin.vintage for origin in origins)),
    }


def source_words(origin: Origin) -> str:
    file = origin.where.partition(",")[0]
    return f"{origin.title}: {file}" if file else origin.title


def compared(found: Comparison) -> dict:
    """Return a comparison as the command prints it; a thing that is not known is null."""
    london = found.london
    return (
        stated(found.figure)
        | {
            "previous": number(found.previous.value),
            "change_percent": number(found.change.value),
            "rate_per_1000": rate_per_1000(found.rate, found.definition.per),
            "rank": found.rank.position if found.rank else None,
            "of": found.rank.of if found.rank else None,
            "london": {
                "value": number(london.figure.value),
                "change_percent": number(london.change.value),
                "rate_per_1000": rate_per_1000(london.rate, found.definition.per),
            },
            "period": months(found.figure.period),
        }
        | sourced(found.figure, found.previous)
        | peopled(found)
    )


def peopled(found: Comparison) -> dict:
    """Return the people a rate was taken over; null where there is none."""
    people = found.population
    if people is None:
        return {"population": None}
    return {
        "population": {
            "people": people.people,
            "year": people.year,
            "source": people.title,
            "vintage": people.vintage,
        }
    }


def months(period: Period) -> str:
    """Return a period by its first and last months, so that nobody need know short forms."""
    return str(period.last) if len(period) == 1 else f"{period.first}..{period.last}"


def rate_per_1000(rate: Figure, per: int | None) -> int | float | None:
    """Return a rate as so many in 1,000, whatever number of people its measure is stated for."""
    return number(rate.value * 1000 / (per or 1000)) if rate.value is not None else None


def number(value: Decimal | None) -> int | float | None:
    """Return a value as JSON has it: a whole number, or one rounded to four places."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value)
    return float(value.quantize(DIGITS, ROUND_HALF_UP))


def in_words(said: dict, found: Comparison, *, compared: bool) -> str:
    """Return the same for a person."""
    lines = [f"{said['measure']}, {said['place']}, {found.figure.period.label}"]
    lines.append(f"  {said['value']:,}" if "value" in said else f"  {said['reason']}")
    if compared:
        before = found.figure.period.before_label
        lines.append(f"  {before}: {value_in_words(found.previous)}")
        lines.append(f"  change: {change_in_words(found.change)}")
    if said.get("rate_per_1000") is not None:
        lines.append(f"  per 1,000 people: {said['rate_per_1000']:.2f}")
    if said.get("rank"):
        lines.append(f"  rank: {said['rank']} of {said['of']}, 1 being the lowest rate")
    if compared:
        lines.append(f"  London: {london_in_words(said['london'], found.london)}")
    lines += [f"  from {source}" for source in said["source"]]
    return "\n".join(lines)


def value_in_words(figure: Figure) -> str:
    return figure.absence.label if figure.absence else f"{number(figure.value):,}"


def change_in_words(change: Figure) -> str:
    return change.absence.label if change.absence else f"{number(change.value):+.1f}%"


def london_in_words(said: dict, london: London) -> str:
    """Return the boroughs taken together in one line: the count, its change and its rate."""
    if london.figure.absence:
        return london.figure.absence.label
    line = f"{said['value']:,}; change: {change_in_words(london.change)}"
    rate = said["rate_per_1000"]
    return line if rate is None else f"{line}; per 1,000 people: {rate:.2f}"
