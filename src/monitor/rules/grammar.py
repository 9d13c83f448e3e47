"""One line of query text -> Query, with the column of a fault.

Tightest first: term, field, ATLEAST; then NEAR, PRE, SAME and their NOT forms, which do not
chain; NOT; AND; OR, which do not mix without brackets. `docs/rules.md` has the whole language.
"""

from monitor.model.canonical import KEYWORDS
from monitor.model.errors import QueryError
from monitor.model.query import EntryRef, Query, Term
from monitor.rules import shape
from monitor.rules.grammar_tokens import Kind, Token, tokenise
from monitor.rules.shape import Piece
from monitor.rules.slip import Slip

DEEPEST = 64
BEGINNERS: tuple[Kind, ...] = ("leaf", "open", "field", "atleast")


def parse_query(line: str) -> Query:
    """Read one line of the query language.

    Guarantee: `parse_query(canonical(query)) == query` for every query read from either spelling.

    Raises:
        QueryError: At the first fault, with its column and a sentence that mends it.
    """
    return parse_with_entries(line)[0]


def parse_with_entries(line: str) -> tuple[Query, list[tuple[str, int]]]:
    """Read one line, and list the entries that it names, each with its column from 1.

    Raises:
        QueryError: At the first fault.
    """
    try:
        tokens = tokenise(line)
        query = _Reader(tokens).whole()
    except Slip as slip:
        column = slip.at if isinstance(slip.at, int) else 1
        raise QueryError(slip.problem, column, line) from None
    return query, [(t.leaf.name, t.column) for t in tokens if isinstance(t.leaf, EntryRef)]


class _Reader:
    """Reads tokens from left to right, one method for each level of binding."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def at(self, *kinds: Kind) -> bool:
        """Whether the next token is of one of these kinds."""
        return self.tokens[self.position].kind in kinds

    def take(self) -> Token:
        token = self.token
        self.position += 1
        return token

    def whole(self) -> Query:
        if self.at("end"):
            raise Slip("the query is empty", 1)
        piece = self.expression()
        if not self.at("end"):
            raise Slip(self.not_expected(), self.token.column)
        return shape.whole(piece)

    def expression(self) -> Piece:
        """Read parts joined by AND alone or by OR alone."""
        start = self.token.column
        pieces = [self.negated()]
        operator = self.token.kind
        while self.at("and", "or"):
            if self.token.kind != operator:
                raise Slip(
                    "AND and OR stand side by side: say with brackets what belongs together, "
                    "as in (a AND b) OR c",
                    self.token.column,
                )
            self.take()
            pieces.append(self.negated())
        if self.at(*BEGINNERS, "not"):
            raise Slip(self.neighbours(), self.token.column)
        join = shape.any_of if operator == "or" else shape.all_of
        return join(pieces, start)

    def negated(self) -> Piece:
        if not self.at("not"):
            return self.windowed()
        start = self.take().column
        if self.at("not"):
            raise Slip("NOT of a NOT: leave both out", self.token.column)
        return shape.negation(self.windowed(), start)

    def windowed(self) -> Piece:
        """Read one part, or two with NEAR or one of its kin between them."""
        if self.at("window"):
            return self.listed()
        left = self.tight()
        forbidden = self.at("not") and self.tokens[self.position + 1].kind == "window"
        if forbidden:
            self.take()
        if not self.at("window"):
            return left
        operator = self.take()
        right = self.tight()
        self.refuse_chain(operator)
        return _join(left, operator, right, forbidden=forbidden)

    def refuse_chain(self, operator: Token) -> None:
        following = self.tokens[self.position + (self.at("not"))]
        if following.kind == "window":
            raise Slip(
                f"{operator.text} does not chain: for three write {operator.text}(a, b, c)",
                self.token.column,
            )

    def listed(self) -> Piece:
        """Read `NEAR/n(a, b, c)` and its kin."""
        operator = self.take()
        if not self.at("open"):
            raise Slip(
                f"{operator.text} stands between two words, or before a list in brackets: "
                f"a {operator.text} b, {operator.text}(a, b, c)",
                operator.column,
            )
        pieces = self.bracketed()
        return shape.near(pieces, operator.window, operator.column, ordered=operator.ordered)

    def tight(self) -> Piece:
        """Read a leaf, a bracket, a field or ATLEAST."""
        token = self.token
        if token.kind == "open":
            pieces = self.bracketed()
            if len(pieces) > 1:
                raise Slip("a list with commas stands only behind NEAR, PRE or SAME", token.column)
            return pieces[0]
        if token.kind not in BEGINNERS:
            raise Slip(self.not_expected(), token.column)
        self.take()
        if token.leaf is not None:
            return Piece(query=token.leaf, at=token.column)
        self.descend(token)
        inner = self.tight()
        self.depth -= 1
        if token.kind == "field":
            return shape.in_field(token.field, inner, token.column)
        return shape.at_least(token.n, inner, token.column)

    def bracketed(self) -> list[Piece]:
        """Read an opening bracket, expressions with commas between them, and its closing one."""
        opening = self.take()
        self.descend(opening)
        pieces = [self.expression()]
        while self.at("comma"):
            self.take()
            pieces.append(self.expression())
        if self.at("end"):
            raise Slip("this bracket is never closed", opening.column)
        if not self.at("close"):
            raise Slip(self.not_expected(), self.token.column)
        self.take()
        self.depth -= 1
        return pieces

    def descend(self, token: Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Slip(f"more than {DEEPEST} brackets inside each other", token.column)

    def neighbours(self) -> str:
        """Say what to do about two parts that stand side by side without an operator."""
        left, right = self.tokens[self.position - 1], self.token
        if right.kind == "not":
            return "write AND NOT, with an operator before it"
        for token in (left, right):
            if token.text.upper() in KEYWORDS:
                return f"operators are written in capitals: {token.text.upper()}"
        if isinstance(left.leaf, Term) and isinstance(right.leaf, Term):
            phrase = f"{left.leaf.text} {right.leaf.text}"
            return (
                f'no operator between two words: write "{phrase}" for a phrase, '
                f"or {left.text} AND {right.text}"
            )
        return f"no operator before {right.text}: write AND, OR or NEAR/5 between them"

    def not_expected(self) -> str:
        """Say what is missing where a token stands that cannot stand there."""
        token = self.token
        if token.kind == "close":
            opened = self.position and self.tokens[self.position - 1].kind == "open"
            return "empty brackets" if opened else "a closing bracket without an opening one"
        if token.kind == "comma":
            return 'a comma stands only in NEAR/5(a, b, c) and its kin; a number is "1,000"'
        return f"a word is missing before {token.text}"


def _join(left: Piece, operator: Token, right: Piece, *, forbidden: bool) -> Piece:
    if not forbidden:
        return shape.near((left, right), operator.window, left.at, ordered=operator.ordered)
    if operator.ordered:
        raise Slip("NOT PRE is not known: write NOT NEAR", operator.column)
    return shape.not_near(left, right, operator.window, left.at)
