"""The patient list's address, under the name patients:patient_list."""

from django.urls import path

from programs.review import views

urlpatterns = [path("", views.patient_list, name="patient_list")]
