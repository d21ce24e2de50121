"""`quizgen serve`: the pages in the browser."""

import click

from quizgen.cli.console import say
from quizgen.store.project import HERE


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    help="At which port of this computer.  [default: 8765, or another if that is taken]",
)
@click.option("--no-browser", is_flag=True, help="Say the address, and open no window.")
def serve_command(port: int | None, no_browser: bool) -> None:
    """Open the pages in the browser: sheets without a command line."""
    from quizgen.web.serving import serve

    try:
        serve(HERE, port, _tell, opens_browser=not no_browser)
    except KeyboardInterrupt:
        say("")
    say("quizgen has stopped.")


def _tell(address: str) -> None:
    say(f"quizgen is at {address}")
    say("Only this computer can open it. Ctrl-C ends it, and so does “Stop quizgen” on its pages.")
