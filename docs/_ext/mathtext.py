"""Draw formulas as inline pictures with matplotlib, so that no page loads a script for them."""

import io
import re
from html import escape

from docutils import nodes
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

SIZE = 11.0  # points; the text around it has 12


def picture(formula: str) -> str:
    """SVG of a formula in the colour of the text around it, standing on the line."""
    # matplotlib knows the long names of these two signs only.
    text = re.sub(r"\\(ge|le)\b", r"\\\1q", f"${' '.join(formula.split())}$")
    with rc_context({"mathtext.fontset": "cm", "svg.hashsalt": "formula"}):
        prop = FontProperties(size=SIZE)
        width, height, depth, *_ = MathTextParser("path").parse(text, dpi=72, prop=prop)
        figure = Figure(figsize=(width / 72, height / 72))
        figure.text(0, depth / height, text, fontproperties=prop)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    svg = file.getvalue()
    # One page holds many: no ids twice, and no style that would reach beyond the picture.
    svg = re.sub(r"<(metadata|style).*?</\1>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = re.sub(r' id="(figure|patch|text)_\d+"', "", svg)
    style = f'style="vertical-align: {-depth:.2f}pt; fill: currentColor" role="img"'
    return svg.replace("<svg ", f'<svg {style} aria-label="{escape(formula)}" ', 1)


def draw_inline(translator: HTML5Translator, node: nodes.math) -> None:
    translator.body.append(picture(node.astext()))
    raise nodes.SkipNode


def draw_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    translator.body.append(f'<p style="margin-left: 2em">{picture(node.astext())}</p>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_html_math_renderer("mathtext", (draw_inline, None), (draw_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
