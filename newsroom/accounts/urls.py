"""Addresses under /account/: allauth's, and our own."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
