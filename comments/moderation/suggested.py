"""Community standards to begin with: complete enough for the first day, to be made a newsroom's own afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Rule


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One rule, with what is fine under it and what is not; in the site's language once it is asked for."""

    title: Promise
    text: Promise
    fine: Promise
    not_fine: Promise
    # The check that expects trouble under it: its nudge names the rule.
    cited_by: str = ""

    def as_rule(self, *, number: int) -> Rule:
        """A rule that is not saved yet."""
        words = {name: str(getattr(self, name)) for name in ("title", "text", "fine", "not_fine")}
        return Rule(number=number, **words, cited_by=self.cited_by)


SUGGESTED = [
    Suggestion(
        _("Argue with what was said, not with who said it"),
        _(
            "Say that a thing is wrong, and why, as hard as you like. Leave the person out of it: no insults, no mockery of "
            "anyone’s name, looks, spelling or intelligence, no guessing at their motives."
        ),
        _("“That figure is wrong, and it matters, because the rest hangs on it.”"),
        _("“Only an idiot would believe that figure.”"),
        cited_by="wordlist",
    ),
    Suggestion(
        _("Nobody is less for what they are"),
        _(
            "No contempt for people because of their origin, colour, religion, sex, disability, age, whom they love, or how "
            "they live. This holds for people in the stories as it does for those in the conversation."
        ),
        _("Disagreeing with what a group’s spokesperson said."),
        _("Saying what “those people” are all like."),
    ),
    Suggestion(
        _("No threats, no hounding"),
        _(
            "Do not threaten, not even as a joke, and do not wish harm on anyone. Do not follow a reader from story to story "
            "to have it out with them."
        ),
        _("Answering the same person twice in one thread because you both have more to say."),
        _("Answering everything that one reader writes, everywhere."),
    ),
    Suggestion(
        _("Leave people their private lives"),
        _(
            "No addresses, telephone numbers, workplaces, health or family matters of anyone but yourself; no guessing who is "
            "behind a name. Before you tell us something about yourself, remember that everybody can read it."
        ),
        _("“I work at that hospital.”"),
        _("“I know which hospital you work at.”"),
    ),
    Suggestion(
        _("If you know it, say how you know"),
        _(
            "Do not state as fact what you cannot stand behind, above all about people who can be named. If it is an opinion, "
            "let it look like one. Accusing somebody of a crime needs more than a comment can carry."
        ),
        _("“Page 23 of the report says otherwise.”"),
        _("“Everybody knows that he took the money.”"),
    ),
    Suggestion(
        _("Nothing for sale"),
        _(
            "No advertising, no links placed to draw custom, no appeals for money that we have not looked at, no comments "
            "written for pay. Say so if you have an interest in what you write about."
        ),
        _("“I run a shop in that street, so I would say that.”"),
        _("The address of your shop under three stories."),
        cited_by="links",
    ),
    Suggestion(
        _("Stay with the story"),
        _(
            "A conversation may wander. But do not pull it to the same subject under every story, paste the same text again, "
            "or fill it so that nobody else is heard."
        ),
        _("“This reminds me of the last election, when the same was promised.”"),
        _("Your views on the election under the football."),
    ),
    Suggestion(
        _("Your own words, and within the law"),
        _(
            "Quote a line and say whose it is; do not paste whole texts that belong to others. Nothing that the law forbids, "
            "and nothing that could spoil a trial."
        ),
        _("Two sentences from a report, with its name."),
        _("An entire article from another paper."),
    ),
]


def rules() -> list[Rule]:
    """The suggested rules, numbered, in the language that is active now; nothing is saved."""
    return [suggestion.as_rule(number=number) for number, suggestion in enumerate(SUGGESTED, start=1)]
