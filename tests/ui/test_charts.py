"""Charts are well-formed SVG that shows the figures it was given."""

from xml.etree import ElementTree

from ui.charts import bar_chart, curve_chart, interval_chart


def parts(svg, kind):
    return [element for element in ElementTree.fromstring(svg) if element.tag == kind]


def texts(svg):
    return [element.text for element in parts(svg, "text")]


def test_a_bar_is_as_high_as_its_count():
    bars = parts(bar_chart("Ranks", ["1", "2", "3"], [[4, 0, 2]], x="rank", y="questions"), "rect")
    four, two = (float(bar.get("height")) for bar in bars)
    assert four == 2 * two


def test_each_series_has_a_bar_beside_the_other():
    bars = parts(bar_chart("Ranks", ["1"], [[1], [1]], x="rank", y="questions"), "rect")
    assert [bar.get("class") for bar in bars] == ["bar series-0", "bar series-1"]
    assert float(bars[0].get("x")) + float(bars[0].get("width")) <= float(bars[1].get("x")) + 0.1


def test_axes_and_ticks_are_labelled():
    svg = bar_chart("Ranks", ["1", "none"], [[7, 3]], x="rank", y="questions")
    # 7 lies below 5 steps of 2.
    assert texts(svg) == ["0", "2", "4", "6", "8", "1", "none", "rank", "questions"]


def test_labels_may_stand_at_the_edges_of_the_groups():
    svg = bar_chart("Confidence", ["0", "0.5", "1"], [[1, 1]], x="confidence", y="questions")
    labels = {e.text: float(e.get("x")) for e in parts(svg, "text") if e.text in ("0.5", "1")}
    last = parts(svg, "rect")[-1]
    assert labels["0.5"] < float(last.get("x")) < labels["1"]


def test_a_chart_of_nothing_but_zeros_is_drawn():
    assert parts(bar_chart("Ranks", ["1"], [[0]], x="rank", y="questions"), "rect") == []


def test_a_curve_joins_its_points():
    svg = curve_chart("Risk", [(0.5, 0.0), (1.0, 0.1)], x="coverage", y="risk")
    (line,) = parts(svg, "polyline")
    (left, low), (right, high) = (
        map(float, point.split(",")) for point in line.get("points").split()
    )
    assert left < right
    assert high < low  # in SVG, y counts downward


def test_the_scale_of_a_curve_fits_its_highest_point():
    svg = curve_chart("Risk", [(0.5, 0.08), (1.0, 0.02)], x="coverage", y="risk")
    assert texts(svg)[:6] == ["0", "0.02", "0.04", "0.06", "0.08", "0.1"]


def test_a_long_curve_has_a_dot_at_its_end_alone():
    points = [(n / 100, 0.5) for n in range(1, 101)]
    assert len(parts(curve_chart("Risk", points, x="coverage", y="risk"), "circle")) == 1


def test_a_chart_has_a_title_for_who_cannot_see_it():
    svg = ElementTree.fromstring(bar_chart("A < B", ["1"], [[1]], x="rank", y="questions"))
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "A < B"
    assert svg[0].text == "A < B"


def test_an_interval_reaches_from_its_low_to_its_high_end():
    svg = ElementTree.fromstring(interval_chart(0.5, 0.25, 1.0))
    whisker = next(e for e in svg if e.get("class") == "whisker")
    # 4 + 112 * .25 and 4 + 112
    assert (whisker.get("x1"), whisker.get("x2")) == ("32.0", "116.0")
