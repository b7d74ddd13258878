"""The frozen record of one award."""

from dataclasses import dataclass

from campaigns.catalogue.kinds import (
    Evidence,
    Family,
    LegalOrder,
    Level,
    Recipient,
    pick,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A title or a form of commendation, as the law or its giver names it.

    `rank` sorts highest first (a small number is high) and is a convention of ours, not law.
    `own_authority` says that a ministry-level office decides it itself, or one of its units does.
    `said_as` are the ways in which a text names the award, beside its name; `said_to` are the
    recipients that tell it from an award of the same name, none when any will do.
    `citation` is fit for an official document, and empty unless the article was seen.
    """

    code: str
    name: str
    name_en: str
    family: Family
    legal_order: LegalOrder
    level: Level
    recipients: tuple[Recipient, ...]
    rank: int
    decided_by: str
    decided_by_en: str
    own_authority: bool
    source: str
    evidence: Evidence
    citation: str = ""
    name_by_agency: str = ""
    name_by_agency_en: str = ""
    said_as: tuple[str, ...] = ()
    said_to: tuple[str, ...] = ()

    @property
    def of_state(self) -> bool:
        """Whether the State's law says who gets it; the Party and the unions have their own."""
        return self.legal_order == LegalOrder.STATE

    @property
    def verified(self) -> bool:
        """Whether the source was seen, in the gazette or at second hand."""
        return self.evidence != Evidence.UNVERIFIED

    @property
    def phrases(self) -> tuple[str, ...]:
        """What a text may call the award, in lower case, each once."""
        return tuple(dict.fromkeys(words.lower() for words in (self.name, *self.said_as)))

    def label(self, language: str = "vi", agency: str | None = None) -> str:
        """Name of the award; with the name of the agency that gives it, if it is one's own."""
        template = pick(language, self.name_by_agency, self.name_by_agency_en)
        if agency and template:
            return template.replace("{agency}", agency)
        return pick(language, self.name, self.name_en)

    def decider(self, language: str = "vi") -> str:
        """Who decides the award, in words."""
        return pick(language, self.decided_by, self.decided_by_en)

    def goes_to(self, recipient: str) -> bool:
        """Whether a kind of recipient ("INDIVIDUAL", "COLLECTIVE", …) may receive the award."""
        return recipient in self.recipients
