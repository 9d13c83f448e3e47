"""Pages that stand in front of an article: consent, login, JavaScript, robot checks."""

import re

LONGEST = 1_500
CONSENT = (
    r"cookies?|consent|gdpr|datenschutz|einwillig\w+|zustimm\w+|consentement|consentimiento|"
    r"consenso|privacidad|privacy|kebijakan|соглас\w+|файл\w* cookie|쿠키|クッキー|同意|隐私|隱私"
)
ASKS = (
    r"accept|agree|reject|manage (?:your )?(?:choices|preferences|options)|akzeptier\w+|"
    r"accepter|refuser|aceptar|rechazar|accetta\w*|rifiuta\w*|setuju\w*|terima|принять|принима\w+|"
    r"согласи\w+|akceptuj\w*|zgod\w+|kabul|aanvaard\w*|accepteer\w*|同意する|동의|接受"
)
CLOSED = (
    r"(?:enable|turn on|requires?|activate) javascript|javascript (?:is )?(?:disabled|required)|"
    r"activ(?:er|ar|ate) javascript|javascript aktivieren|включите javascript|aktifkan javascript|"
    r"checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|"
    r"captcha|access (?:to this page has been )?denied|subscribe (?:now )?to (?:read|continue)|"
    r"(?:log|sign) in to (?:read|continue)|already a subscriber|subscribers only|"
    r"(?:jetzt )?abonnieren,? um|réservé aux abonnés|solo para suscriptores|"
    r"contenuto riservato agli abbonati|материал доступен (?:только )?(?:по подписке|подписчикам)|"
    r"berlangganan untuk|enable cookies|just a moment"
)
WALL = re.compile(CLOSED, re.IGNORECASE)
TOPIC = re.compile(rf"\b(?:{CONSENT})", re.IGNORECASE)
QUESTION = re.compile(rf"\b(?:{ASKS})", re.IGNORECASE)
MANY = 3
CHARACTERS_PER_WORD = 120


def is_wall(text: str) -> bool:
    """Tell whether a page's text is no article but what stands before one.

    Long texts never are: an article about cookies is an article. A short one is a wall if it
    asks for JavaScript, a login or a robot check, or if it speaks of cookies and consent again
    and again and asks to accept them.
    """
    if not text or len(text) > LONGEST:
        return False
    topics = len(TOPIC.findall(text))
    asks = QUESTION.search(text) is not None
    if asks and topics >= max(MANY, len(text) / CHARACTERS_PER_WORD):
        return True
    return WALL.search(text) is not None and len(text) <= LONGEST / 3
