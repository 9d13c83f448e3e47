"""One entry of a well-formed feed, read as feedparser reads it, in one walk over its elements.

Who reads which element; what each reader does stands in `wording.py`, `linking.py` and
`authors.py`, and what is common to them in `draft.py`.
"""

from lxml import etree

from monitor.intake.parse import authors, linking, wording
from monitor.intake.parse.dates import read_date
from monitor.intake.parse.draft import Draft, Reader, text_only
from monitor.intake.parse.names import HANDLED, MISLEADING, Unsure, attributes_of, name_of
from monitor.intake.parse.values import text_of


def read_inside(draft: Draft, element: etree._Element, depth: int = 1) -> None:
    """Read all that stands inside an entry, or inside an element of an entry.

    Raises:
        Unsure: Something stands there that only feedparser can judge.
    """
    for child in element:
        reader = READERS.get(name_of(child))
        if reader is not None:
            reader(draft, child, depth)
        elif len(child):
            _read_container(draft, child, depth)


def _read_container(draft: Draft, element: etree._Element, depth: int) -> None:
    if "lang" in attributes_of(element):
        raise Unsure(element.tag)
    read_inside(draft, element, depth + 1)


def _refuse(_draft: Draft, element: etree._Element, _depth: int) -> None:
    raise Unsure(element.tag)


def _published(draft: Draft, element: etree._Element, _depth: int) -> None:
    draft.published = read_date(text_of(element))


def _updated(draft: Draft, element: etree._Element, _depth: int) -> None:
    draft.updated = read_date(text_of(element))


def _language(draft: Draft, element: etree._Element, depth: int) -> None:
    value = text_of(element)
    if draft.wins("language", depth):
        draft.stated_language = value


def _attached(draft: Draft, element: etree._Element, depth: int) -> None:
    draft.has_links = True
    _read_container(draft, element, depth)


def _image(draft: Draft, element: etree._Element, _depth: int) -> None:
    if len(element):
        raise Unsure(element.tag)
    draft.title_depth = -1


READ: dict[str, Reader] = {
    **wording.READERS,
    **linking.READERS,
    **authors.READERS,
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms_issued"), _published),
    **dict.fromkeys(
        ("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), _updated
    ),
    **dict.fromkeys(("language", "dc_language"), _language),
    **dict.fromkeys(("enclosure", "cc_license", "creativecommons_license"), _attached),
    "image": _image,
    **dict.fromkeys(
        "subtitle tagline itunes_subtitle rights copyright dc_rights info"
        " feedburner_browserfriendly itunes_owner".split(),
        text_only,
    ),
}
# Whatever else feedparser handles has no part in what we ask, and its children are read as any.
PASSED_OVER = frozenset(
    "category keywords dc_subject media_category media_keywords itunes_keywords itunes_category"
    " tags cloud media_rating media_credit media_restriction media_license media_thumbnail"
    " media_player media_content media_group width height url homepage uri email name itunes_name"
    " itunes_email webmaster dc_publisher created dcterms_created expirationdate dcterms_valid"
    " admin_generatoragent admin_errorreportsto itunes_block itunes_explicit itunes_image"
    " itunes_link newlocation generator dc_contributor georss_point georss_line georss_polygon"
    " georss_box gml_point gml_linestring gml_polygon gml_exterior gml_linearring gml_pos"
    " gml_poslist where georss_where psc_chapters psc_chapter".split()
)
READERS: dict[str, Reader] = {
    **dict.fromkeys((HANDLED | MISLEADING) - PASSED_OVER, _refuse),
    **READ,
}
