"""The addresses of programs, room by room."""

from programs.authoring.advice_urls import urlpatterns as advice_authoring
from programs.authoring.exercise_urls import urlpatterns as exercise_authoring
from programs.authoring.protocol_urls import urlpatterns as protocol_authoring
from programs.exchange.urls import urlpatterns as exchange
from programs.handouts.desk_urls import urlpatterns as print_desk
from programs.handouts.urls import urlpatterns as handouts
from programs.library.urls import urlpatterns as library
from programs.media.urls import urlpatterns as media
from programs.plans.urls import urlpatterns as plans
from programs.review.urls import urlpatterns as review

app_name = "programs"

urlpatterns = [
    *library,
    *exchange,
    *advice_authoring,
    *exercise_authoring,
    *protocol_authoring,
    *media,
    *plans,
    *handouts,
    *print_desk,
    *review,
]
