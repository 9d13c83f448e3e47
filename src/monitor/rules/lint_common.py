"""Words of nearly every article of a language: a question that rests on them asks nothing."""

from typing import Final

COMMON: Final = frozenset(
    """
    the of to and in for on with after is are at by from as his who will it be that into der die
    das und ist von für mit ein eine den dem des auf nach im zu aus bei wie het een van en le la
    les du et un une pour dans sur au aux est avec par el los las y del con por que se al o os e
    do da dos no na um uma com não il di che per della è și cu de din att är och på av ja w z
    się i że nie jest v že a az és hogy ve bir bu ile için yang dan ke dari ini và của là в и на
    с из к по не что для от за у і з та й في من على عن new news year years time day people man
    world today week month country state first last two one more also have has had been were was
    would could can not but than over said says told год года году новый это как они его её
    который также был была были день люди время
    """.split()
)
