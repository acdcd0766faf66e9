"""Stories and what belongs to them. Every table is made whole at once: each later step would render all models again."""

import articles.addresses
import articles.models.article
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import taggit.managers
from django.conf import settings
from django.db import migrations, models

from newsroom.migrating import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        # Not needed here; but each step of theirs builds all models anew that an account leads to, so they come while it leads
        # to few.
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="The section lives at /address/. Once readers know it, leave it alone: links lead here.",
                        max_length=60,
                        unique=True,
                        validators=[articles.addresses.refuse_reserved_segment],
                        verbose_name="address",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True, help_text="One sentence, shown on top of the section's page.", verbose_name="description"
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Smaller numbers stand first.", verbose_name="place in the navigation"
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("slug", models.SlugField(allow_unicode=True, max_length=120, unique=True, verbose_name="address")),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="Shown on top of the storyline's page, for those who come late.",
                        verbose_name="what has happened so far",
                    ),
                ),
            ],
            options={
                "verbose_name": "storyline",
                "verbose_name_plural": "storylines",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original", models.FileField(max_length=200, upload_to="photos/originals/", verbose_name="photograph")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("digest", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256 of the file")),
                ("photographer", models.CharField(blank=True, max_length=120, verbose_name="photographer")),
                ("agency", models.CharField(blank=True, max_length=120, verbose_name="agency")),
                ("copyright_notice", models.CharField(blank=True, max_length=200, verbose_name="copyright")),
                ("caption", models.TextField(blank=True, verbose_name="caption")),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for readers who cannot see it.",
                        max_length=500,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It says nothing that the story does not; read aloud, it is skipped.",
                        verbose_name="decorative",
                    ),
                ),
                (
                    "focus_x",
                    models.FloatField(
                        default=0.5,
                        validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)],
                        verbose_name="focal point, across",
                    ),
                ),
                (
                    "focus_y",
                    models.FloatField(
                        default=0.5,
                        validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)],
                        verbose_name="focal point, down",
                    ),
                ),
                ("rights_until", models.DateTimeField(blank=True, null=True, verbose_name="may be shown until")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
            ],
            options={
                "verbose_name": "photograph",
                "verbose_name_plural": "photographs",
                "ordering": ["-uploaded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("photographer", ""), ("agency", ""), _negated=True),
                        name="photo_has_a_credit",
                        violation_error_message="A photograph needs a credit: the photographer, the agency, or both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("alt", ""), _negated=True), ("decorative", True), _connector="OR"),
                        name="photo_has_words_or_is_decorative",
                        violation_error_message="Describe the picture for readers who cannot see it, or mark it as decorative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focus_x__gte", 0), ("focus_x__lte", 1), ("focus_y__gte", 0), ("focus_y__lte", 1)),
                        name="photo_focus_is_inside",
                        violation_error_message="The focal point lies outside the picture.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("slug", models.SlugField(allow_unicode=True, max_length=120, unique=True, verbose_name="address")),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="For example: Environment correspondent.",
                        max_length=120,
                        verbose_name="what they do here",
                    ),
                ),
                ("bio", models.TextField(blank=True, verbose_name="about them")),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.photo",
                        verbose_name="portrait",
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        help_text="Comments from this account carry a badge under the author's own stories.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="author",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
                "verbose_name_plural": "authors",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("withdrawn", "withdrawn")],
                        default="draft",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("headline", models.CharField(max_length=200, verbose_name="headline")),
                ("slug", models.SlugField(allow_unicode=True, max_length=80, verbose_name="address")),
                ("address_date", models.DateField(blank=True, editable=False, null=True, verbose_name="date in the address")),
                (
                    "language",
                    models.CharField(default=articles.models.article.site_language, max_length=12, verbose_name="language"),
                ),
                ("standfirst", models.TextField(blank=True, verbose_name="standfirst")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("word_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "prominence",
                    models.SmallIntegerField(
                        choices=[(0, "normal"), (1, "high on the front"), (2, "the front's lead")],
                        default=0,
                        verbose_name="place on the front",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="articles",
                        to="articles.topic",
                        verbose_name="storyline",
                    ),
                ),
                (
                    "lead_photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.photo",
                        verbose_name="lead photograph",
                    ),
                ),
                (
                    "lead_caption",
                    models.TextField(blank=True, help_text="Empty: the photograph's own.", verbose_name="caption here"),
                ),
                (
                    "short_code",
                    models.CharField(default=articles.models.article.new_short_code, editable=False, max_length=12, unique=True),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("updated_at", models.DateTimeField(blank=True, null=True, verbose_name="updated for readers")),
                ("withdraw_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "photos",
                    models.ManyToManyField(
                        blank=True, related_name="articles", to="articles.photo", verbose_name="photographs in the text"
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="Tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "published")), fields=["-published_at", "-id"], name="newest_stories"
                    ),
                    models.Index(
                        condition=models.Q(("status", "published")),
                        fields=["section", "-published_at", "-id"],
                        name="newest_of_section",
                    ),
                    models.Index(
                        condition=models.Q(("withdraw_at__isnull", False)), fields=["withdraw_at"], name="leaving_stories"
                    ),
                    models.Index(
                        condition=models.Q(("status", "published")),
                        fields=["topic", "-published_at", "-id"],
                        name="newest_of_topic",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("address_date", "slug"),
                        name="one_story_per_address",
                        violation_error_message="Another story of that day has this address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(
                                ("address_date__isnull", False), ("published_at__isnull", False), ("section__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_published_story_has_a_time_a_place_and_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="bylines", to="articles.article"),
                ),
                (
                    "author",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bylines", to="articles.author"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("article", "author"), name="an_author_once_a_story")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="articles.article"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("document", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "based_on",
                    models.PositiveIntegerField(
                        blank=True, help_text="The number of the revision that was on the writer's screen.", null=True
                    ),
                ),
                ("set_aside", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("article", "number"), name="revisions_are_numbered")],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="articles.article"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "correction"), ("update", "update")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("text", models.TextField(verbose_name="what was wrong, and what is right")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["-at", "-id"], name="newest_corrections")],
            },
        ),
        migrations.CreateModel(
            name="RelatedStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="related_stories", to="articles.article"
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pointed_to_by", to="articles.article"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "story"), name="a_related_story_once"),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("story")), _negated=True), name="no_story_is_related_to_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "photo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="articles.photo"
                    ),
                ),
                ("format", models.CharField(choices=[("jpeg", "JPEG"), ("webp", "WebP"), ("avif", "AVIF")], max_length=4)),
                (
                    "ratio",
                    models.CharField(
                        choices=[("16x9", "16:9"), ("3x2", "3:2"), ("1x1", "1:1"), ("whole", "uncut")], max_length=5
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("file", models.FileField(max_length=200, upload_to="photos/")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("photo", "format", "ratio", "width"), name="one_rendition_of_a_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("text", models.TextField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["words"], name="words_of_stories")],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_addresses", to="articles.article"
                    ),
                ),
                ("date", models.DateField()),
                ("slug", models.SlugField(allow_unicode=True, max_length=80)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("date", "slug"), name="one_story_per_former_address")],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="authors",
            field=models.ManyToManyField(related_name="articles", through="articles.Byline", to="articles.author"),
        ),
        migrations.AddField(
            model_name="article",
            name="latest_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="live_revision",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="related",
            field=models.ManyToManyField(related_name="+", through="articles.RelatedStory", to="articles.article"),
        ),
    ]
    operations = together(operations)
