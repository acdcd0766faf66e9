"""Reporters write and illustrate; editors also publish, and keep sections, storylines, authors and tags."""

from django.db import migrations

from newsroom.accounts.granting import grants

WRITING = ["view_article", "add_article", "change_article", "view_photo", "add_photo", "change_photo"]
LOOKING = ["view_section", "view_topic", "view_author", "view_correction", "view_revision"]
KEEPING = [f"{verb}_{thing}" for thing in ("section", "topic", "author") for verb in ("add", "change", "delete")]
EDITING = [*WRITING, *LOOKING, *KEEPING, "publish_article", "delete_article", "delete_photo"]
TAGS = ["view_tag", "add_tag", "change_tag", "delete_tag"]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_who_publishes"),
        ("accounts", "0002_the_roles"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        grants(
            "articles",
            {
                "Reporter": [*WRITING, *LOOKING],
                "Editor": EDITING,
                "Moderator": ["view_article"],
                "Administrator": EDITING,
            },
        ),
        grants("taggit", {"Reporter": ["view_tag"], "Editor": TAGS, "Administrator": TAGS}),
    ]
