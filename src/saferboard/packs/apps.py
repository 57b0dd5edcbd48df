from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "saferboard.packs"
    label = "packs"

    def ready(self) -> None:
        from saferboard.measures import printed_in
        from saferboard.packs.revised.queries import printed_in_packs

        if printed_in_packs not in printed_in.ASKED:
            printed_in.ASKED.append(printed_in_packs)
