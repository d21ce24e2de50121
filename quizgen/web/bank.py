"""The page of a topic: its facts, and what is to be looked at."""

from flask import Blueprint

pages = Blueprint("bank", __name__)
