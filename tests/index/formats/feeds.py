"""Feeds of each kind, and what reads them."""

from index.formats.feed import read_feed

ADDRESS = "https://hill.example/feeds/news.xml"
ATTRIBUTE = "a{}='1'".format
SENTENCE = "The harbour tunnel opened to trains on Monday after ten years of work. "
RSS_2 = """<?xml version="1.0" encoding="utf-8"?>
<!-- written by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>Hill Post &amp; Herald</title><link>https://hill.example/</link>
<description>News from the hill</description>
<item>
  <title>Tunnel &amp;amp; bridge open</title>
  <link>/2021/tunnel?a=1&amp;b=2</link>
  <guid isPermaLink="false">hill-1</guid>
  <pubDate>Mon, 20 Dec 2021 00:30:00 +0300</pubDate>
  <dc:creator>Ana Berg and Jo Marsh</dc:creator>
  <description>Trains run.</description>
  <content:encoded><![CDATA[<p>Trains <a href="/line">run</a>. <img src="map.png"></p>]]>
  </content:encoded>
  <media:title>Another title</media:title>
</item>
<item><title>Rye</title><description>Bakers turn to &lt;b&gt;rye&lt;/b&gt;.</description></item>
</channel></rss>"""
RSS_1 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://sea.example/"><title>Café by the Sea</title></channel>
<item rdf:about="https://sea.example/gulls"><title>Gulls return</title>
<link>https://sea.example/gulls</link><dc:date>2021-12-18</dc:date>
<description>The gulls are back.</description></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://sea.example/a/">
<title type="html">Sea &amp;amp; Shore</title><author><name>Cy Dee</name></author>
<entry><title>Gulls return</title><id>urn:gulls</id>
<link rel="self" href="self/gulls"/><link href="b/gulls"/>
<published>2021-12-18T23:30:00-05:00</published><updated>2022-01-05T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &lt; <i>two</i> gulls.</p>
</div></content></entry>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Rye is <b>up</b></div></title>
<id>urn:rye</id><updated>2021-12-19T10:00:00Z</updated>
<author><name>Ed Fox</name><email>ed@sea.example</email></author>
<content type="text">Rye &lt; wheat.

Bread follows.</content></entry></feed>"""


def read(source, address=ADDRESS):
    return read_feed(source if isinstance(source, bytes) else source.encode(), address)


def rss(*items, head="<title>Hill Post</title>"):
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel>{head}{inside}</channel></rss>'


def only(*fields):
    """Read a feed of one entry with these fields."""
    (entry,) = read(rss("".join(fields))).entries
    return entry
