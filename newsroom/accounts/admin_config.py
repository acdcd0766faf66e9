from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """Django's admin behind the site's own sign-in."""

    default_site = "newsroom.accounts.admin_site.NewsroomAdminSite"
