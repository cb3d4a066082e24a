"""Idioms whose words name no part of the body, direction or amount that they seem to name: "hand in hand".

They are put plainly in a text and in its source before either is read word by word, so that no hand is looked for where
two things "go hand in hand", and no place behind a claim that "has two trials behind it".
"""

from __future__ import annotations

from answer.numerals import NUMBER, rewrite, rules


def put_idioms(text: str) -> str:
    """The text with its idioms said in plain words; all else stays as it is.

    >>> put_idioms("Pain and stiffness go hand in hand, and have one cause behind them.")
    'Pain and stiffness go together, and have one cause.'
    """
    return rewrite(text, _BODY, _BEHIND, _PLACES, _OTHERS)


_LOAD = r"(?:(?:much|most|more|less|part|some|all) )?(?:of )?the (?:\w+ )?(?:load|weight|work|burden|strain)"
_EVIDENCE = "(?:evidence|research|science|stud(?:y|ies)|trials?|experience|data|proof|reviews?|opinions?|theory)"
_REASON = rf"(?:{_EVIDENCE}|factors?|causes?|reasons?)"
_COMPLAINT = (
    r"(?:pains?|aches?|complaints?|symptoms?|problems?|trouble|cases?|\w*aches?|tingling|numbness|injur(?:y|ies))"
)
_IDEA = "(?:claim|idea|theory|advice|rule|belief|view|notion|method|technique|practice|recommendation)"
_SPAN = "(?:second|minute|hour|day|week|month|year)s?"
_BODY = rules(
    (r"\bhand in hand\b", "together"),
    (r"(?<=\brule) of thumb\b|(?<=\brules) of thumb\b", ""),
    (r"\bwith no (\w+) (?:at|to) hand\b", r"without a \1"),
    (r"\b(?:close )?(?:at|to) hand\b(?! \w)", "close by"),
    (r"\b(?:came|comes?|went|goes|go) away empty[- ]handed on\b", "found no"),
    (r"\b(?:be|is|are) in the (client|patient|doctor|therapist)(?:'s|s') hands\b", r"is up to the \1"),
    (r"\bin the hands of (?=an?\b|the\b|some\w+\b|very\b|(?:experienced|trained|skilled)\b)", "with "),
    (r"\bat the heart of\b(?! (?:muscle|disease|attack|failure)\b)", "the main problem in"),
    (r"\b(keep(?:s|ing)?) an eye (?:on|out for)\b", r"\1 watching"),
    (r"\b(?:sees?|saw) eye to eye\b", "agree"),
    (rf"\bshoulders (?={_LOAD}\b)", "carries "),
    (rf"(?<=\bto )shoulder (?={_LOAD}\b)", "carry "),
    (r"(?<=\bby )(bike|car|bus|train|bicycle) or on foot\b", r"\1 or walking"),
    (r"\b(go|goes|going|travel|travels) (\w+ \w+ |there )?on foot\b", r"walk \2"),
    (r"\bon (?:your|their|his|her) feet (?=(?:all day|for (?:hours|long)|a lot)\b)", "standing "),
    (r"(?<=\bdone )on (?:your|their|his|her) feet\b", "standing"),
    (r"\b(?:comes?|came|go|goes|went|going|coming) under the knife\b", "have surgery"),
    (r"\bin the face of\b", "with"),
    (r"\bbones? of contention\b", "matter of dispute"),
    (r"\bthe backbone of (?=(?:the )?(?:treatment|therapy|care|rehab\w*)\b)", "the main part of "),
    (r"\b(mak(?:e|es|ing)|made) headway\b", r"\1 progress"),
    needs="hand|thumb|heart|eye|shoulder|foot|feet|knife|face|bone|headway",
)
_BEHIND = rules(
    (r"\bwhat ((?:[\w-]+ ){1,8}?)(?:has|have) behind (?:it|them) (?:is|are)\b", r"\1rests on"),
    (rf"\b((?:has|have|had|with) (?:[\w-]+ ){{0,6}}?{_REASON}) behind (?:it|them)\b", r"\1"),
    (rf"\b({_EVIDENCE}(?: [\w-]+){{0,4}}?) (?:stands?|stood|lies?|is|are) behind\b", r"\1 support"),
    (
        rf"\bbehind (?=(?:the|this|that) {_IDEA} (?:stands?|lies?|is|are) (?:[\w-]+ ){{0,4}}?{_EVIDENCE}\b)",
        "supporting ",
    ),
    (
        (
            r"\b(?:is|are|lies?|to be|be) behind (?=(?:(?:the|this|that|your|some|many|most|much|such|these) )?"
            rf"(?:[\w-]+ )?{_COMPLAINT}\b)"
        ),
        "causes ",
    ),
    (
        rf"\b(?:is|are) behind (?=(?:(?:just|only|about|around|some) )*{NUMBER} ?(?:%|percent|per cent|in|out of))",
        "causes ",
    ),
    (r"\bat the bottom of (?:it|this|the (?:pain|problem|trouble|complaint))\b", "the cause"),
    needs="behind|bottom",
)
_PLACES = rules(
    (r"\bbacked(?: up)? (?=by\b)", "supported "),
    (rf"(?<=\b)({_EVIDENCE}) backs?(?: up)? (?=the|this|it|them|\w+ing\b|\w+ therapy\b)", r"\1 supports "),
    (r"\b(?:has|have|had) (?:the|an?) (?:(?:clear|slight|small) )?edge (?:over|on)\b", "is better than"),
    (r"\bno edge (?:for \w+ )?over\b", "no better than"),
    (r"\btak(?:e|es|ing) a back seat to\b", "matter less than"),
    (r"\b(?:falls?|fell|falling) back on\b", "use"),
    (r"\bat the top of the (?:list|agenda)\b", "most important"),
    (rf"\binside (?=(?:(?:about|around|just) )?(?:{NUMBER}|an?) {_SPAN}\b)", "within "),
    (r"\binside the (?:house|home|building|flat)\b", "indoors"),
    (r"\boutside the (?:house|home|building|flat)\b", "outdoors"),
    (r"\bleft (?:much|a lot|something) to be desired\b", "was poor"),
    (r"\b(were|was|are|is) (?:all )?left out of\b", r"\1 excluded from"),
    (r"(?:(?<=^)|(?<=, ))(?:if |when )?left (?:alone|to (?:itself|themselves|its own devices)),? ", "by itself "),
    (
        r"\bpush(?:es|ing)? back against (?=(?:your|the|his|her) (?:\w+ )?(?:hands?|fingers?|resistance|pressure)\b)",
        "resist ",
    ),
    (r"\bbe left behind (?:by|after)\b", "remain after"),
    (r"\bleft (?:behind )?(?:by|from)\b", "from"),
    (r"\bstops short of\b|\b(?:falls|comes) short of\b", "does not reach"),
    (r"\bstop short of\b|\b(?:fall|come) short of\b", "do not reach"),
    (r"(?:(?<=^)|(?<=, ))short of (?!breath\b)(?=\w)", "without "),
    (r"\bin front of (?=(?:an?|the|your|their) (?:screen|computer|television|tv|laptop|monitor)\b)", "at "),
    (
        r"\bon top of (?=(?:its|the (?:usual|normal|other)|massage|exercise|treatment|medication|usual)\b)",
        "in addition to ",
    ),
    (r"\bover[- ]the[- ]counter\b", "non-prescription"),
    (r"\bthe downsides? (?=(?:of|is|are)\b)", "the disadvantage "),
    (r"\ba far cry from\b", "very different from"),
    (r"\b(?:cut|cuts|cutting) (?:back|down) on\b", "reduce"),
    (
        r"\b(be|is|are) down to (?!\d|an?\b|the (?:floor|ground|table|knee|heel)|zero|one|two|three|four|five|half)",
        r"\1 due to ",
    ),
    (r"\bputs? ((?:\w+ ){1,4}?)down to\b", r"ascribe \1to"),
    (r"(?:(?<=^)|(?<=[,;] )|(?<=\. )|(?<= and ))leave out (?=the\b|your\b|any\b)", "avoid "),
    (r"(?:(?<=^)|(?<=[,;] )|(?<=\. )|(?<= and ))leave (the (?:\w+ ){1,3}?)out\b(?! of\b)", r"avoid \1"),
    needs="back|edge|top|inside|outside|left|short|front|counter|down|far cry|leave",
)
_OTHERS = rules(
    (r"\b(?:the )?(?:first|top|upper|uppermost|highest) two (?:neck|cervical) vertebrae\b", "atlas and axis"),
    (r"\bat the (?:price|cost|expense) of\b", "but with"),
    (r"\b(?:reach(?:es)?|attains?|achieves?) (?:its|their) (?=\w+est\b|maximum\b|peak\b|full\b)", "has its "),
    (r"\bthe (?:roots|origins?|beginnings) of ((?:[\w'-]+ ){1,5}?)(?:lies?|lay) with\b", r"\1goes back to"),
    (r"\btraces? (?:its|their) (?:roots|origins?) (?:back )?to\b", "goes back to"),
    (
        (
            r"\bbreak(?:s|ing)? up (?=(?:(?:long|your|the|prolonged) )*(?:spells of |periods of )?"
            r"(?:sitting|standing|driving)\b)"
        ),
        "interrupt ",
    ),
    (r"\b(?:spells|stretches|bouts|periods) of (?=(?:sitting|standing|driving|walking|running|kneeling)\b)", ""),
    (r"\b(?:give|gives|giving) ((?:\w+ ){1,3}?)a miss\b", r"avoid \1"),
    (r"\bfew and far between\b", "few"),
    (r"\b(?:lay|lays|laying) off (?=\w+ing\b|the\b|all\b|sport\b|exercise\b)", "avoid "),
    (r"\bpit(?:s|ted)? ((?:[\w-]+ ){1,4}?)against\b", r"compared \1with"),
    (r"\b(?:comes?|came) into play\b", "is used"),
    (
        r"\b(?:bring|brings|brought) ((?:the )?(?:\w+ )?(?:stress|pain|swelling|tension|pressure|fever|risk)) down\b",
        r"reduce \1",
    ),
    (r"\bcheck back on\b", "check"),
    (r"(?<=\bhours )on end\b|(?<=\bdays )on end\b|(?<=\bweeks )on end\b", ""),
    (r"\b(?:ends?|ended|land|lands) up on the operating table\b", "have an operation"),
    (r"\btread carefully\b", "take care"),
    (r"\bon a par with\b", "equal to"),
    (r"\bholds? off (?:on|from)\b", "avoid"),
    (r"\bremains? in the dark\b", "is unknown"),
    (r"\bthanks to\b", "because of"),
    (r"\b(?:fares?|fared) (?=(?:no )?(?:better|worse)\b)", "was "),
    (r"\bfirst and foremost\b", "mainly"),
    (r"\b(?:the )?lion['’]s share\b", "most"),
    needs="vertebrae|few and|lay|pit|play|bring|brought|check|price|cost|expense|reach|attain|achieve|root|origin"
    r"|beginning|break|of|miss|tread|par|hold|dark|operating|on end|foremost|lion|thanks|fare",
)
