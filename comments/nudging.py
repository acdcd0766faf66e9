"""One nudge before posting: what checks expect, said once for each text, and whether it was heard."""

from __future__ import annotations

import hashlib

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from comments import wording
from comments.moderation import checks, standards
from comments.moderation.policy.nudges import NAMES_NO_RULE
from comments.moderation.policy.verdict import Kind
from comments.posting import Nudged
from newsroom.accounts.models import User

_SIGNER = Signer(salt="comments.nudging")


def marker(by: User, typed: str) -> str:
    """What a form carries once its writer has read the nudge. Signed: a form cannot say so by itself, nor for other words."""
    return _SIGNER.signature(_what(by, typed))


def was_heard(sign: str, *, by: User, typed: str) -> bool:
    """Whether this writer has been nudged about these words."""
    try:
        _SIGNER.unsign(f"{_what(by, typed)}{_SIGNER.sep}{sign}")
    except BadSignature:
        return False
    return True


def sentences(nudged: Nudged) -> list[str]:
    """What the writer reads: which rule it may break, what was found, and what would become of it. One query at most."""
    judgement = nudged.judgement
    rules = {check: number for check, number in judgement.facts.rules.items() if check not in NAMES_NO_RULE}
    cited = {finding.check: rules.get(finding.check) for finding in nudged.findings}
    titles = {}
    if any(cited.values()):
        titles = dict(standards.rules_in_force().filter(number__in=filter(None, cited.values())).values_list("number", "title"))
    said = []
    for finding in nudged.findings:
        number = cited[finding.check]
        if number in titles:
            said.append(_("This may break rule %(number)s: %(title)s.") % {"number": number, "title": titles[number]})
        said.append(checks.BY_NAME[finding.check].before_posting(finding.detail))
    if judgement.verdict.kind == Kind.REFUSE:
        said.append(_("Sent again, it will not be published."))
    return said


def _what(by: User, typed: str) -> str:
    words = hashlib.sha256(wording.clean(typed).encode()).hexdigest()
    return f"{by.pk}:{words}"
