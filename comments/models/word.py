"""Word lists: what the newsroom wants a person to see first, by language or purpose."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WordList(models.Model):
    """One list of words, switched on or off as a whole."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("As in “de” or “pt-BR”; empty for a list of no one language.")
    )
    note = models.CharField(_("what it is for"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ListedWord(models.Model):
    """One word or phrase of a list; found as whole words, folded for case, accents, look-alikes and what nobody sees."""

    word_list = models.ForeignKey(WordList, on_delete=models.CASCADE, related_name="words", verbose_name=_("word list"))
    phrase = models.CharField(_("word or phrase"), max_length=120)
    # The words of the phrase as `folding.words` reads them, a space between two. Made anew whenever that reads otherwise.
    folded = models.CharField(max_length=480, editable=False)
    note = models.CharField(_("why it is listed"), max_length=200, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("listed word")
        verbose_name_plural = _("listed words")
        ordering = ["phrase", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["word_list", "folded"],
                name="a_word_stands_once_on_a_list",
                violation_error_message=_("This word is on the list already, perhaps in another spelling."),
            )
        ]

    def __str__(self) -> str:
        return self.phrase
