from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "clinic"

    def ready(self) -> None:
        from clinic import signin  # connects to allauth's own signals, once models are loaded

        signin.connect()
