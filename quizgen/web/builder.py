"""The sheet builder: what stands on a sheet, its pages as they print, and changes."""

from flask import Blueprint

pages = Blueprint("builder", __name__)
