from django.db import migrations

from newsroom.accounts.granting import grants

TAGS = ["view_storytag", "add_storytag", "change_storytag", "delete_storytag"]


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_former_slugs"),
        ("accounts", "0002_the_roles"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoryTag",
            fields=[],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("taggit.tag",),
        ),
        grants("articles", {"Reporter": ["view_storytag"], "Editor": TAGS, "Administrator": TAGS}),
    ]
