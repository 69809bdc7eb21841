from django.urls import path

from programs.handouts import views

urlpatterns = [
    path("revisions/<int:revision_id>/handouts/", views.handout_print, name="handout_print"),
    path("handouts/<int:handout_id>.pdf", views.handout_file, name="handout_file"),
]
