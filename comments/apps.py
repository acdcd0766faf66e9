from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The conversation and its moderation."""

    name = "comments"

    def ready(self) -> None:
        """Fill the registers of the storeys below."""
        # Here and not above: these modules need the models, which are not loaded before the apps are.
        from articles import extensions  # noqa: PLC0415
        from comments import errands, exposures, letting_know, opening, overlay, ranked, registering, same_place  # noqa: PLC0415
        from comments.moderation import overlay as desk  # noqa: PLC0415
        from newsroom.accounts import errands as on_the_way  # noqa: PLC0415
        from newsroom.accounts import extensions as own_pages  # noqa: PLC0415
        from newsroom.accounts import holdings  # noqa: PLC0415
        from newsroom.web import pages, reads  # noqa: PLC0415

        pages.OVERLAYS.append(pages.Overlay("comments", overlay.fill))
        pages.OVERLAYS.append(pages.Overlay("desk", desk.fill))
        reads.FOLLOWERS.append(exposures.EXPOSURES)
        extensions.BEFORE_A_STORY.append(ranked.make_ready_for_story)
        extensions.AFTER_PUBLISHING.append(opening.follow_publication)
        extensions.COUNTS.append(registering.COMMENTS)
        extensions.ADMIN_PANELS.append(registering.DISCUSSION)
        holdings.HOLDINGS.append(registering.HOLDING)
        own_pages.AFTER_SIGNING_IN.append(same_place.seen)
        own_pages.LINKS.append(letting_know.NEWS)
        own_pages.SECTIONS.append(letting_know.LETTERS)
        on_the_way.ERRANDS.append(on_the_way.Errand("comments", sentence=errands.sentence))
