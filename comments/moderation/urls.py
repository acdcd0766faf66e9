"""Addresses of the moderation desk."""

app_name = "moderation"
urlpatterns: list = []
