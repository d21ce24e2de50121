"""Anki's own desktop program, told what to do: a line of JSON in, one out. See desktop.py.

Run by the Python of a venv that has `aqt`, the program of PyPI, never by quizgen's. No screen is needed: Qt draws into
memory. Keys go to the window as the system gives them, so that Anki's shortcuts and the page on it get what they would get.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LONGEST = 60
"""So many seconds does no step take."""
SHIFTED = "@!*&"
"""Signs for which Shift is held; Qt has them without it."""
NAMES = {" ": "Key_Space", "Enter": "Key_Return"}


class Program:
    """Anki with a new profile in an empty folder, in its default window."""

    def __init__(self, folder: Path) -> None:
        import anki.lang
        import aqt
        from aqt.profiles import ProfileManager

        anki.lang.set_lang("en")
        ProfileManager.setDefaultLang = lambda self, index: self.setLang("en_US")  # asks otherwise
        self.app = aqt._run(["anki", "-b", str(folder), "-l", "en", "-p", "Learner"], exec=False)
        self.window = aqt.mw
        self.wait(lambda: self.window.state == "deckBrowser" and self.window.isVisible())
        self.window.col.set_config("fsrs", True)

    def rest(self, seconds: float = 0.4) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def wait(self, until: Callable[[], Any]) -> None:
        end = time.monotonic() + LONGEST
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            self.rest(0.02)

    def asked(self, web: Any, script: str) -> Any:
        """Return what a script gives on a page."""
        got: list[Any] = []
        web.page().runJavaScript(script, got.append)
        self.wait(lambda: got)
        return got[0]

    def windows(self) -> list[str]:
        """Return the kinds of windows that are open."""
        return [type(each).__name__ for each in self.app.topLevelWidgets() if each.isVisible()]

    # ----------------------------------------------------------------- what a learner does

    def imports(self, path: str) -> str:
        """Open a package as a double click does, press Import, and return what Anki says."""
        from aqt.import_export.importing import import_file

        import_file(self.window, path)
        self.wait(lambda: "ImportDialog" in self.windows())
        (dialog,) = (
            each for each in self.app.topLevelWidgets() if type(each).__name__ == "ImportDialog"
        )
        press = "Array.from(document.querySelectorAll('button')).filter(b => b.innerText.trim() == 'Import')"
        self.wait(lambda: self.asked(dialog.web, f"{press}.length"))
        self.asked(dialog.web, f"{press}[0].click()")
        self.wait(
            lambda: "found in file" in (self.asked(dialog.web, "document.body.innerText") or "")
        )
        said = self.asked(dialog.web, "document.body.innerText").partition("Details")[0]
        dialog.close()
        self.wait(lambda: "ImportDialog" not in self.windows())
        self.comes_back()
        return " ".join("".join(char for char in said if char not in "\u2068\u2069").split())

    def comes_back(self) -> None:
        """Close what else is open; the window gets the keys again, as a window manager would see to."""
        for each in self.app.topLevelWidgets():
            if each.isVisible() and each is not self.window:
                each.close()
        self.rest()
        self.window.activateWindow()
        self.rest()

    def opens(self, deck: str) -> None:
        """Tap a deck, so that its page is shown."""
        self.window.col.decks.select(self.window.col.decks.id_for_name(deck))
        self.window.moveToState("overview")
        self.rest(1)

    def presses(self, *keys: str) -> None:
        """Press keys one after the other: a sign, "Enter", or one that is held with another, "Ctrl+z"."""
        from aqt.qt import Qt
        from PyQt6.QtTest import QTest

        for name in keys:
            window = self.app.focusWindow()
            held, _, sign = name.rpartition("+")
            key = getattr(Qt.Key, NAMES[sign]) if sign in NAMES else sign
            modifier = (
                Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
            )
            holding = Qt.Key.Key_Control if held else Qt.Key.Key_Shift if sign in SHIFTED else None
            if holding:
                QTest.keyPress(window, holding)
                self.rest(0.1)  # the page lets its input go
            QTest.keyClick(window, key, modifier)
            if holding:
                QTest.keyRelease(window, holding)
            self.rest()

    def shows(self, kind: str) -> None:
        """Let the reviewer ask the first card of a note type, whatever the day has for her."""
        ids = self.window.col.find_cards(f'note:"{kind}" -tag:*::retired', order="c.due, c.ord")
        card = self.window.col.get_card(ids[0])
        if self.window.state != "review":
            self.window.moveToState("review")
            self.rest()
        self.window.reviewer.card = card
        card.start_timer()
        self.window.reviewer._showQuestion()
        self.rest(0.8)

    def lights(self, light: str) -> None:
        """Let it be day or night."""
        from aqt.theme import Theme

        self.window.set_theme(Theme.DARK if light == "night" else Theme.LIGHT)
        self.rest(0.6)

    def resizes(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.rest()

    # ----------------------------------------------------------------- what she keeps for herself

    def notes_of(self, fact: str) -> list[Any]:
        found = self.window.col.find_notes(f'"Fact:{fact}"')
        return [self.window.col.get_note(note_id) for note_id in found]

    def writes(self, fact: str, words: str) -> None:
        """Write into a field that is to spare."""
        (note,) = self.notes_of(fact)
        note.fields[-1] = words
        self.window.col.update_note(note)

    def tags(self, fact: str, tag: str) -> None:
        (note,) = self.notes_of(fact)
        note.add_tag(tag)
        self.window.col.update_note(note)

    def reads(self, fact: str) -> dict[str, Any]:
        (note,) = self.notes_of(fact)
        return {"fields": note.fields, "tags": note.tags}

    def makes_a_preset(self, deck: str, a_day: int) -> None:
        decks = self.window.col.decks
        preset = decks.add_config("My own")
        preset["new"]["perDay"] = a_day
        decks.update_config(preset)
        found = decks.by_name(deck)
        found["conf"] = preset["id"]
        decks.save(found)

    def renames(self, deck: str, name: str) -> None:
        decks = self.window.col.decks
        decks.rename(decks.id_for_name(deck), name)

    def preset_of(self, deck: str) -> list[Any]:
        decks = self.window.col.decks
        preset = decks.config_dict_for_deck_id(decks.id_for_name(deck))
        return [preset["name"], preset["new"]["perDay"]]

    # ----------------------------------------------------------------- what there is to see

    def sees(self) -> dict[str, Any]:
        """Return where the program is, and which card it shows."""
        card = self.window.reviewer.card if self.window.state == "review" else None
        return {
            "state": self.window.state,
            "side": self.window.reviewer.state,
            "windows": self.windows(),
            "card": card and card.id,
            "kind": card and card.note_type()["name"],
            "first": card and card.note().fields[0],
            "queue": card and self.window.col.get_card(card.id).queue,
        }

    def page(self, script: str) -> Any:
        """Return what a script gives on the page of the window."""
        return self.asked(self.window.web, script)

    def rows(self, query: str) -> list[list[Any]]:
        return [list(row) for row in self.window.col.db.all(query)]

    def decks(self) -> list[str]:
        return [
            deck.name for deck in self.window.col.decks.all_names_and_ids(skip_empty_default=True)
        ]

    def photographs(self, path: str) -> None:
        self.rest(0.3)
        self.window.grab().save(path)

    def quits(self) -> None:
        self.window.unloadProfileAndExit()
        self.rest(1)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --disable-gpu")
    os.environ["ANKI_SINGLE_INSTANCE_KEY"] = f"quizgen-{os.getpid()}"
    said = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # Anki and Qt talk, too
    program = Program(Path(sys.argv[1]))
    print(json.dumps("ready"), file=said, flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(getattr(program, name)(*arguments)), file=said, flush=True)
        if name == "quits":
            os._exit(0)  # the web engine would complain of its pages


if __name__ == "__main__":
    main()
