"""
What a person does at a screen, in the words a journey is told in.
"""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, expect

PASSWORD = "safer"
OURS = ("127.0.0.1", "localhost")
"""The names of the machine the site is on; a passkey needs one that is no number."""
HALF_MINUTE = 4
"""How often a code is tried: they change every half minute, and each works once."""
CAME_IN: dict[tuple[str, str], list] = {}
"""The cookies of whoever has signed in, by site and name."""
PHONE, DESK = (360, 740), (1280, 900)


class Person:
    """
    Somebody with a browser.

    `faults` gathers what no page may do: complain on the console, or ask another host.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.may_be_missing = False
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self.may_be_missing:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname not in OURS:
            self.faults.append(f"{self.page.url} asks {request.url}")

    def opens(self, address: str) -> "Person":
        self.page.goto(address, wait_until="networkidle")
        return self

    def is_on_the_front_page(self) -> "Person":
        return self.opens("/")

    def is_signed_in_as(self, name: str) -> "Person":
        """Sign in by the pages; the next who does so at that site comes in by the same cookies."""
        context = self.page.context
        here = (self.page.context.request.get("/about/").url, name)
        context.add_cookies(CAME_IN.get(here, []))
        self.opens("/home/")
        if urlsplit(self.page.url).path != "/home/":
            self.signs_in(name)
            CAME_IN[here] = context.cookies()
        return self.is_at("/home/")

    def gives_way_to(self, name: str) -> "Person":
        """Leave the screen, still signed in elsewhere, to whoever has that account."""
        self.page.context.clear_cookies()
        return self.is_signed_in_as(name)

    def signs_in(self, name: str) -> "Person":
        self.opens("/sign-in/").fills_in(name, PASSWORD).presses("Sign in")
        if urlsplit(self.page.url).path == "/sign-in/code/":
            self.gives_the_code_shown()
        return self

    def gives_the_code_shown(self) -> "Person":
        """Type the code that a demonstration's page shows; one used already is waited out."""
        before, self.may_be_missing = self.may_be_missing, True
        for _ in range(HALF_MINUTE):
            self.page.get_by_label("Code").fill(self.page.locator("strong.sb-code").inner_text())
            self.presses("Go on")
            if urlsplit(self.page.url).path != "/sign-in/code/":
                self.may_be_missing = before
                return self
            # The refusal is heard on the console late, while this waits.
            self.page.wait_for_timeout(8_000)
            self.page.reload(wait_until="networkidle")
        raise AssertionError("no code was accepted")

    def fills_in(self, name: str, password: str) -> "Person":
        self.page.get_by_label("Account name").fill(name)
        self.page.get_by_label("Password").fill(password)
        return self

    def follows(self, words: str) -> "Person":
        self.page.get_by_role("main").get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state("networkidle")
        return self

    def chooses(self, words: str) -> "Person":
        """Follow a link of the menu, the head or the foot of the page."""
        self.page.get_by_role("link", name=words, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")
        return self

    def presses(self, words: str) -> "Person":
        self.page.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state("networkidle")
        return self

    def types(self, *keys: str) -> "Person":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def writes(self, label: str, words: str) -> "Person":
        self.page.get_by_label(label, exact=True).fill(words)
        return self

    def picks(self, label: str, choice: str) -> "Person":
        self.page.get_by_label(label, exact=True).select_option(choice)
        return self

    def ticks(self, group: str, *boxes: str) -> "Person":
        """Tick boxes of one question, by its words and theirs."""
        asked = self.page.get_by_role("group", name=group)
        for words in boxes:
            asked.get_by_label(words, exact=True).check()
        return self

    def takes_away(self, words: str) -> bytes:
        """Fetch the file a link leads to, as the person signed in."""
        link = self.page.get_by_role("main").get_by_role("link", name=words).first
        answer = self.page.request.get(link.get_attribute("href"))
        assert answer.ok, f"{words} answered {answer.status}"
        return answer.body()

    def reads(self, words: str) -> "Person":
        expect(self.page.get_by_role("main").get_by_text(words).first).to_be_visible()
        return self

    def does_not_read(self, words: str) -> "Person":
        expect(self.page.get_by_text(words)).to_have_count(0)
        return self

    def sees_the_heading(self, words: str) -> "Person":
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()
        return self

    def is_at(self, path: str) -> "Person":
        assert urlsplit(self.page.url).path == path
        return self

    def focus(self) -> str:
        """The words of whatever the keyboard stands on."""
        return self.page.evaluate(
            "() => (document.activeElement.innerText || document.activeElement.name"
            " || document.activeElement.id || '').trim()"
        )

    def tabs_to(self, words: str, *, within: int = 40) -> "Person":
        """Press Tab until the keyboard stands on `words`, and see that it shows."""
        for _ in range(within):
            self.types("Tab")
            if self.focus() == words:
                assert self._focus_shows(), f"nothing shows that {words} has the keyboard"
                return self
        raise AssertionError(f"{words} was not reached in {within} steps")

    def _focus_shows(self) -> bool:
        return self.page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'"
            " || s.backgroundColor !== 'rgba(0, 0, 0, 0)'; }"
        )

    def looks_at_width(self, width: int, height: int) -> "Person":
        self.page.set_viewport_size({"width": width, "height": height})
        return self


def given(person: Person) -> Person:
    """How things stand."""
    return person


def when(person: Person) -> Person:
    """What is done."""
    return person


def then(person: Person) -> Person:
    """What comes of it."""
    return person
