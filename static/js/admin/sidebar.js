// Says before anything is drawn whether the sidebar was closed (Django's nav_sidebar.js keeps that), so that nothing moves.
if (localStorage.getItem("django.admin.navSidebarIsOpen") === "false") {
  document.documentElement.dataset.sidebar = "closed";
}
