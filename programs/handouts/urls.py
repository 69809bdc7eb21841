from django.urls import path

from programs.handouts import print_views, views

urlpatterns = [
    path("revisions/<int:revision_id>/print/", print_views.revision_print, name="revision_print"),
    path("revisions/<int:revision_id>/handouts/", views.handout_print, name="handout_print"),
    path("handouts/<int:handout_id>.pdf", views.handout_file, name="handout_file"),
]
