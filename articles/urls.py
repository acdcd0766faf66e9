"""Addresses of stories and lists of stories."""

app_name = "articles"
urlpatterns: list = []
