"""Addresses under /account/: our own pages first, then allauth's."""

from django.urls import include, path

from newsroom.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("picture/", views.picture, name="account_picture"),
    path("page/", views.page, name="account_page"),
    path("data/", views.download, name="account_data"),
    path("leave/", views.leave, name="account_leave"),
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("signup/", views.SignUp.as_view(), name="account_signup"),
    path("confirm-email/again/", views.confirm_again, name="account_confirm_again"),
    path("confirm-email/<str:key>/", views.ConfirmEmail.as_view(), name="account_confirm_email"),
    path("3rdparty/signup/", views.SocialSignUp.as_view(), name="socialaccount_signup"),
    path("", include("allauth.urls")),
]
