"""Settings of the documentation: built by ``sphinx-build -W docs docs/_build/html``."""

import sys
from pathlib import Path

import weakties

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "weakties"
author = "The weakties developers"
copyright = f"2026, {author}"  # noqa: A001 - the name is Sphinx's
version = release = weakties.__version__

extensions = [
    "myst_nb",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "mathtext",
    "registries",
]
exclude_patterns = ["_build", "_ext", "images", "explanation/_speed", "**.ipynb_checkpoints"]
nitpicky = False  # numpydoc types are words for people, not references

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Notebooks run at every build, so what the pages show is what the code does.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True
nb_ipywidgets_js = {}  # no page loads anything from a network

autosummary_generate = True
autodoc_typehints = "none"  # types stand in the docstrings, in words
numpydoc_class_members_toctree = False
numpydoc_show_inherited_class_members = False
numpydoc_xref_param_type = False

html_math_renderer = "mathtext"
html_theme = "pydata_sphinx_theme"
html_title = "weakties"
html_static_path = []
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "show_prev_next": True,
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
}
