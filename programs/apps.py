from django.apps import AppConfig
from django.core.checks import register

from programs.handouts.font_check import name_broken_fonts


class ProgramsConfig(AppConfig):
    name = "programs"

    def ready(self) -> None:
        register(name_broken_fonts)
