"""Addresses of stories and lists of stories. The first segments used here are reserved in `addresses`."""

from django.urls import path, register_converter

from articles import addresses, feeds, media, sitemaps, views

register_converter(addresses.SlugConverter, "words")
register_converter(addresses.Year, "yyyy")
register_converter(addresses.TwoDigits, "nn")

app_name = "articles"
urlpatterns = [
    path("", views.front, name="front"),
    path("latest/", views.latest, name="latest"),
    path("corrections/", views.corrections, name="corrections"),
    path("search/", views.search, name="search"),
    path("topic/<words:slug>/", views.topic, name="topic"),
    path("tag/<words:slug>/", views.tag, name="tag"),
    path("by/<words:slug>/", views.author, name="author"),
    path("feed/", feeds.front, name="feed"),
    path("feed/topic/<words:slug>/", feeds.topic, name="topic_feed"),
    path("feed/tag/<words:slug>/", feeds.tag, name="tag_feed"),
    path("feed/by/<words:slug>/", feeds.author, name="author_feed"),
    path("feed/<words:slug>/", feeds.section, name="section_feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("news-sitemap.xml", sitemaps.news, name="news_sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("s/<slug:code>", views.short, name="short"),
    path("media/photos/<str:folder>/<str:name>", media.photo, name="photo"),
    path("<yyyy:year>/<nn:month>/<nn:day>/<words:slug>/", views.article, name="article"),
    # Last: whatever no page of the site has taken may be a section.
    path("<words:slug>/", views.section, name="section"),
]
