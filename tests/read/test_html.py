"""HTML pages of several builds: what is kept as the article, and what the page says of itself."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from dragoman.catalog.page import Pages
from dragoman.errors import ReadError
from dragoman.read import read_bytes

TITLE = "Norway and Vietnam agree to train peacekeepers together"
BODY = (
    "Norway will send two instructors to the peacekeeping centre outside Hanoi, the two ministries said on Monday.",
    "The arrangement was settled when Deputy Minister Tran Van Long received the ambassador of Norway, Kari Lunde.",
    "Both said that the first course should open before the end of the year, with thirty places for women officers.",
)
OTHER = (
    "Frigate from Bergen calls at Da Nang",
    "Norwegian cadets row across Ha Long Bay",
    "Tea prices fall for the third week",
    "All rights reserved",
    "We use cookies to improve your experience.",
)


def paragraphs(tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{words}</{tag}>" for words in BODY)


BUILDS = {
    "semantic": f"""<!doctype html><html lang="en"><head><title>{TITLE} | The Fjord Mail</title>
<meta property="article:published_time" content="2024-06-04T08:00:00+02:00"></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article><h1>{TITLE}</h1><time datetime="2024-06-04">4 June 2024</time>
<figure><img alt=""><figcaption>The two at the table. Photo: K. Berg</figcaption></figure>
{paragraphs()}
<aside class="related"><h3>Related</h3><ul><li><a href="/1">Frigate from Bergen calls at Da Nang</a></li></ul></aside>
</article><section class="more-news"><h2>More news</h2><div class="card"><a href="/2">Norwegian cadets row across Ha Long
Bay</a><time>2 June 2024</time></div></section></main><footer>© 2024 The Fjord Mail. All rights reserved</footer></body></html>""",
    "tables": f"""<html><head><title>{TITLE} - Fjord Mail</title></head><body><table><tr><td>
<a href="/a">Frigate from Bergen calls at Da Nang</a> (03/06/2024)<br><a href="/b">Tea prices fall for the third week</a>
</td><td><h1>{TITLE}</h1><div class="ngay">Tuesday, 04/06/2024 - 10:15</div>{paragraphs()}
<p><b>Other news</b></p><ul><li><a href="/c">Norwegian cadets row across Ha Long Bay</a> (02/06/2024)</li></ul></td></tr></table>
<div id="foot">Fjord Mail. Licence No. 12. Editor-in-chief: O. Berg. All rights reserved</div></body></html>""",
    "divs and breaks": f"""<html><body><div class="top"><a href="/">Home</a> | <a href="/n">News</a></div>
<div class="story-title"><h2>{TITLE}</h2></div><div class="byline">By O. Berg, June 4, 2024</div>
<div class="story">{"<br><br>".join(BODY)}<br><br></div>
<div class="widget">Most read<br><a href="/t">Tea prices fall for the third week</a></div></body></html>""",
    "blog with graph": f"""<!DOCTYPE html><html lang="en-GB"><head><title>{TITLE} &#8211; Fjord Mail</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Fjord Mail"}},
{{"@type":["NewsArticle","Article"],"headline":"{TITLE}","datePublished":"2024-06-04T22:30:00Z",
"publisher":{{"@type":"Organization","name":"Fjord Mail"}}}}]}}</script></head><body class="single related-sidebar">
<div class="cookie-notice">We use cookies to improve your experience. <button>OK</button></div>
<div class="site-content has-related-posts"><h1 class="entry-title">{TITLE}</h1><span class="posted-on">June 4, 2024</span>
<div class="entry-content">{paragraphs()}<div class="sharedaddy"><a href="#">Facebook</a></div></div>
<div class="jp-relatedposts"><h3>Related</h3><a href="/x">Norwegian cadets row across Ha Long Bay</a></div></div>
<div id="comments"><ol><li>Ola: High time that somebody told us what all of this will cost the public in the end.</li></ol></div>
</body></html>""",
    "fragment": f"""<div><h1>{TITLE}</h1><p class="date">4 June 2024</p>{paragraphs()}
<div style="display:none"><p>{OTHER[0]} and stays for three days, the harbour master said on Friday morning.</p></div></div>""",
}


@pytest.mark.parametrize("build", BUILDS)
def test_the_article_is_kept_and_nothing_else(build: str, pages: Pages) -> None:
    document = read_bytes(BUILDS[build].encode(), "page", None, pages)[0]
    told = [block.span.of(document.text) for block in document.blocks if block.kind in ("body", "lead", "list")]
    assert told == list(BODY)
    assert document.title == TITLE
    assert document.published == "2024-06-04"
    assert document.lang == "en"
    assert not [words for words in OTHER if words in document.text]


@pytest.mark.parametrize(
    ("build", "name"), [("semantic", "The Fjord Mail"), ("tables", "Fjord Mail"), ("blog with graph", "Fjord Mail")]
)
def test_the_publisher_is_the_page_s_own_word(build: str, name: str, pages: Pages) -> None:
    assert read_bytes(BUILDS[build].encode(), "page", None, pages)[0].publisher == name


def test_words_inside_a_paragraph_stay_as_rendered(pages: Pages) -> None:
    html = (
        "<html><body><h1>Two ministers meet</h1><p>The <b>Minister</b> of&nbsp;Defence,\n   Anna <a href='/k'>Kova&#269;</a>, met "
        "her guest &ldquo;at&nbsp;last&rdquo;&#44; as she said, in the old harbour.</p><p>They agreed on a plan for two years "
        "of joint courses in the <em>mountains</em>.</p></body></html>"
    )
    document = read_bytes(html.encode(), "x", None, pages)[0]
    assert (
        "The Minister of\u00a0Defence, Anna Kovač, met her guest “at\u00a0last”, as she said, in the old harbour."
        in document.text
    )


def test_entries_of_a_list_in_the_body_are_a_list(pages: Pages) -> None:
    html = (
        "<html><body><h1>What the ministers agreed in Hanoi</h1><p>The ministers of Chile and Vietnam met on Monday and agreed:</p>"
        "<ul><li>to exchange two officers a year</li><li>to hold a dialogue</li></ul>"
        "<p>Their next meeting will take place in Santiago in the spring.</p></body></html>"
    )
    document = read_bytes(html.encode(), "x", None, pages)[0]
    listed = [block.span.of(document.text) for block in document.blocks if block.kind == "list"]
    assert listed == ["to exchange two officers a year", "to hold a dialogue"]


def test_a_dated_teaser_with_words_of_its_own_is_a_document(pages: Pages) -> None:
    html = BUILDS["semantic"].replace(
        "<h2>More news</h2>",
        '<h2>More news</h2><div class="card"><h3><a href="/9">Divers of two navies clear a wreck</a></h3><time>1 June 2024</time>'
        "<p>Divers of Norway and Vietnam raised a sunken barge off Hai Phong on Saturday.</p></div>",
    )
    article, *teasers = read_bytes(html.encode(), "page", None, pages)
    assert [(one.name, one.published, one.part, one.page) for one in teasers] == [
        ("page#1", "2024-06-01", 1, article.id)
    ]
    assert teasers[0].title == "Divers of two navies clear a wreck"
    assert "Divers of Norway and Vietnam raised a sunken barge off Hai Phong on Saturday." in teasers[0].text
    assert "Divers" not in article.text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav><footer>© 2024 Mail</footer></body></html>",
        "<html><body><ul><li><a href='/1'>Tea prices fall</a></li><li><a href='/2'>Bridge opened</a></li></ul></body></html>",
        "<html><head><title>Empty</title></head><body></body></html>",
        "<!doctype html><html></html>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str, pages: Pages) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(html.encode(), "x", None, pages)
    assert caught.value.reason == "no_article"


def test_deep_nesting_does_no_harm(pages: Pages) -> None:
    html = (
        "<html><body>" + "<div>" * 5000 + "<p>" + BODY[0] + "</p>" + "</div>" * 5000 + f"<p>{BODY[1]}</p></body></html>"
    )
    assert BODY[1] in read_bytes(html.encode(), "x", None, pages)[0].text


def test_broken_metadata_are_passed_over(pages: Pages) -> None:
    html = BUILDS["semantic"].replace(
        "</head>", '<script type="application/ld+json">{"@type": "NewsArticle", oops</script></head>'
    )
    assert read_bytes(html.encode(), "x", None, pages)[0].published == "2024-06-04"
