"""Tables and files of other programs, shown before anything is written."""

from flask import Blueprint

pages = Blueprint("importing", __name__)
