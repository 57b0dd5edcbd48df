from django.urls import path

from saferboard.measures import adding, views
from saferboard.measures.hot_spots import views as hot_spots

app_name = "measures"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("board-table/", views.board_table, name="board-table"),
    path("measures/", views.catalogue, name="catalogue"),
    path("measures/added/", adding.local, name="local"),
    path("measures/added/new/", adding.add, name="add"),
    path("measures/added/<slug:measure>/check/", adding.check, name="check"),
    path("measures/added/<slug:measure>/file.yaml", adding.export, name="export"),
    path("youth-justice/", views.youth_justice, name="youth-justice"),
    path("savings/", views.savings, name="savings"),
    path("boundaries/", views.boundaries, name="boundaries"),
    path("hot-spots/", hot_spots.hot_spots, name="hot-spots"),
    path("hot-spots/hexagons.csv", hot_spots.hot_spots_csv, name="hot-spots-csv"),
    path("sources/", views.sources, name="sources"),
    path("<slug:measure>/", views.measure, name="measure"),
    path("<slug:measure>/control-chart.csv", views.control_csv, name="control-csv"),
    path("<slug:measure>/boroughs.csv", views.funnel_csv, name="funnel-csv"),
    path("<slug:measure>/wards/", views.wards, name="wards"),
    path("<slug:measure>/wards.csv", views.wards_csv, name="wards-csv"),
    path("<slug:measure>/issues/", views.vintages, name="vintages"),
    path("<slug:measure>/where/", views.where, name="where"),
]
