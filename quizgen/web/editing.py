"""Facts and questions as forms; what is saved changes their own lines and no other byte."""

from flask import Blueprint

pages = Blueprint("editing", __name__)
