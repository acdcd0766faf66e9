"""Addresses of conversations and comments."""

app_name = "comments"
urlpatterns: list = []
