"""The part of a form that takes a photograph in: looks at the file at once, and keeps it while the rest is put right."""

from __future__ import annotations

import base64
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles import photos
from articles.photos import Prepared
from articles.photos.sizes import Ratio, Shape
from newsroom.accounts.models import User
from newsroom.web import uploads

# Large enough to write an alternative text by, small enough to stand in the page itself: what is set aside has no address.
SHOWN = Shape(Ratio.WHOLE, 320)


class TakesPhotograph(forms.Form):
    """A form with a field `file`, whose page sends `kept` (a ticket) and `leave` (take none) beside it.

    After cleaning, `prepared` is the photograph that was sent now or before, if there is one. Whoever shows the form again
    calls `set_aside` first.
    """

    by: User
    prepared: Prepared | None = None
    file_name = ""
    aside: photos.Aside | None = None

    def prepare(self) -> None:
        """Look at the file that was sent, or bring back what was kept before; say beside `file` what is wrong with it."""
        file, ticket = self.cleaned_data.get("file"), self._beside("kept")
        try:
            if file:
                self.prepared, self.file_name = photos.prepare(file.read(uploads.MOST_BYTES + 1)), file.name
            elif ticket and not self._beside("leave"):
                self.aside = photos.bring_back(ticket, by=self.by)
                self.prepared, self.file_name = self.aside.prepared, self.aside.name
        except ValidationError as refusal:
            self.add_error("file", refusal)
        except photos.Gone as gone:
            self.add_error("file", str(gone))

    def show(self, refusal: ValidationError) -> None:
        """Say each sentence of a refusal beside its field."""
        for field, errors in refusal.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)

    def set_aside(self) -> None:
        """Keep what was sent until the form is complete, if it is not kept already."""
        if self.prepared and not self.aside:
            self.aside = photos.set_aside(self.prepared, name=self.file_name, by=self.by)

    @property
    def kept_picture(self) -> str:
        """What is kept, small, as the address of an `<img>`."""
        if not self.aside:
            return ""
        [small, *_others] = photos.render(self.aside.prepared.data, shapes=[SHOWN])
        return f"data:image/jpeg;base64,{base64.b64encode(small.data).decode()}"

    @property
    def kept_name(self) -> str:
        """The name under which the page sends the ticket."""
        return self.add_prefix("kept")

    @property
    def leave_name(self) -> str:
        """The name under which the page says to take none."""
        return self.add_prefix("leave")

    def _beside(self, name: str) -> Any:
        return self.data.get(self.add_prefix(name), "")
