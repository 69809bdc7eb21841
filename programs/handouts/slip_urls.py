"""The access slip's address, under the name patients:access_slip."""

from django.urls import path

from programs.handouts import slip_views

urlpatterns = [path("<int:patient_id>/access/", slip_views.access_slip, name="access_slip")]
