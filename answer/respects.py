"""The respects in which two notes can differ: a shape, a direction, whether something helps, for whom it holds.

A respect has values that exclude one another. Some are matters of dispute (a muscle has one shape); others only say of
what a sentence speaks (of runners, of the acute stage, of the front fibres), and sentences that differ there speak of
different things. `answer.figures` reads numbers; `answer.disagreement` compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Respect:
    """A respect by the words that people read, the words of a question about it, and a pattern for each value.

    One without `asked` is no matter of dispute: it only says of what a sentence speaks. `any_value` finds any of them.
    """

    topic: str
    asked: re.Pattern[str] | None
    values: Mapping[str, re.Pattern[str]]
    any_value: re.Pattern[str]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)")


def _respect(topic: str, asked: str | None, **values: str) -> Respect:
    patterns = {name: _pattern(words) for name, words in values.items()}
    return Respect(topic, _pattern(asked) if asked is not None else None, patterns, _pattern("|".join(values.values())))


_FIBRES = r"(?:parts?|fib(?:re|er)s?|portions?|bell(?:y|ies)|hal(?:f|ves)|heads?|layers?|section|third|bundles?|slips?)"
_JOINT = (
    r"(?:the |your )?(?:\w+ )?(?:hip|knee|elbow|shoulder|arm|leg|foot|ankle|wrist|neck|spine|back|thigh|head|joint)"
)
_STRAIGHT = "straight|straightened|extended|in extension|unbent"
_BENT = "bent|flexed|in flexion|folded"

# What a sentence speaks of. These come first: their words are no values of a dispute.
SCOPES: tuple[Respect, ...] = (
    _respect(
        "part",
        None,
        front=rf"(?:anterior|front|ventral|clavicular)(?: \w+)? {_FIBRES}",
        back=rf"(?:posterior|back|rear|dorsal|spinal)(?: \w+)? {_FIBRES}",
        upper=rf"(?:upper|superior|descending)(?: \w+)? {_FIBRES}",
        middle=rf"(?:middle|transverse)(?: \w+)? {_FIBRES}",
        lower=rf"(?:lower|inferior|ascending)(?: \w+)? {_FIBRES}",
        inner=rf"(?:inner|medial|sternal)(?: \w+)? {_FIBRES}",
        outer=rf"(?:outer|lateral|acromial)(?: \w+)? {_FIBRES}",
        deep=rf"(?:deep|deeper)(?: \w+)? {_FIBRES}",
        surface=rf"(?:superficial|shallow)(?: \w+)? {_FIBRES}",
        long=rf"long(?: \w+)? {_FIBRES}",
        short=rf"short(?: \w+)? {_FIBRES}",
    ),
    _respect(
        "posture",
        None,
        bent=rf"(?:{_BENT}) (?:hip|knee|elbow|leg|arm|neck)s?|{_JOINT}(?: is| are)? (?:{_BENT})",
        straight=rf"(?:{_STRAIGHT}) (?:hip|knee|elbow|leg|arm|neck)s?|{_JOINT}(?: is| are)? (?:{_STRAIGHT})",
    ),
    _respect(
        "position",
        None,
        standing="standing|stand|upright|weight-bearing",
        sitting="sitting|seated|sit",
        lying="lying|lie (?:down|on)|supine|prone|side-lying",
        kneeling="kneeling|kneel|on all fours",
    ),
    _respect(
        "stage",
        None,
        early="acute|at first|first (?:few )?(?:days?|weeks?|stage|phase|hours?|session|month)"
        "|in the first [\\w ]*(?:days?|weeks?|hours?|months?)"
        "|early|initially|begin with|start with|to begin|fresh(?:ly)?|new(?:ly)?|recent|inflamed|flare(?:-up)?s?"
        "|inflammatory|freezing|painful (?:stage|phase)|just after",
        late="chronic|later|subacute|sub-acute|long-standing|longstanding|persistent|thawing|frozen stage|old"
        "|stiff (?:stage|phase)|in time|by (?:week|month)|from (?:week|month|day)|after (?:the first|a|an|\\w+)"
        " (?:days?|weeks?|months?)(?=,)|remodelling|settled|last (?:stage|phase)",
        whole="(?:the )?whole(?: of)?|all in all|in all",
    ),
    _respect(
        "degree",
        None,
        mild="mild|slight|minor (?:strain|tear|sprain)|grade (?:1|i|one)|small|partial",
        severe="severe|serious|complete|full-thickness|grade (?:3|iii|three)|major (?:strain|tear)|large",
        medium="moderate|grade (?:2|ii|two)",
    ),
    _respect(
        "age",
        None,
        child="child(?:ren)?|adolescents?|teenagers?|young(?:er)?|infants?|baby|babies|youth",
        adult="adults?",
        older="older|elderly|old people|seniors?|over (?:50|60|65|70)|pensioners?",
    ),
    _respect("sex", None, women="women|woman|females?|girls?", men="men|man|males?|boys?"),
    _respect(
        "people",
        None,
        active="runners?|athletes?|sports?people|dancers?|players?|swimmers?|cyclists?|lifters?|climbers?"
        "|trained people",
        inactive="office workers?|desk workers?|sedentary|untrained|inactive|beginners?|novices?",
        pregnant="pregnan(?:t|cy)|after birth|postnatal",
        ill="diabet\\w+|osteoporo\\w+|blood thinners?|anticoagulants?|arthritis|cancer|varicose|thrombos[ie]s|clots?",
    ),
    _respect("mode", None, active="active(?:ly)?", passive="passive(?:ly)?|assisted"),
    _respect("stretching", None, static="static", dynamic="dynamic|ballistic", pnf="pnf|contract-relax"),
    _respect("side", None, left="left", right="right(?! away| angles?)"),
    _respect("hour", None, morning="mornings?|on waking|on getting up", night="nights?|evenings?|at bedtime|in bed"),
    _respect(
        "measured",
        None,
        long="(?<=[cm]m )long|(?:in )?length",
        wide="(?<=[cm]m )wide|(?:in )?width|broad",
        thick="(?<=[cm]m )thick|(?:in )?thickness",
        deep="(?<=[cm]m )deep|(?:in )?depth",
    ),
    _respect(
        "doing",
        None,
        rest="rest for|pause|wait between|between (?:sets|the sets|two|each|repetitions|stretches)|breaks?",
    ),
    _respect(
        "end",
        None,
        origin="origins?|arises?|proximal(?:ly)?(?= attach)",
        insertion="inserts?|insertions?|ends?|distal(?:ly)?(?= attach)",
    ),
    _respect("aim", None, stretch="stretch\\w*", strength="strengthen\\w*|strength training|lift weights?"),
    _respect("force", None, active="concentric\\w*|shortening", eccentric="eccentric\\w*|lengthening"),
)

_WAY = "which (?:way|direction)|direction|rotat\\w*|turns?|roles?|does [\\w ]+ do|actions?|functions?|moves?|movements?"
DISPUTES: tuple[Respect, ...] = (
    _respect(
        "the shape",
        "shapes?|shaped|look like|form|looks?",
        fan="(?:like a )?fan(?:-?shaped)?|triang(?:le|ular)|delta-shaped|three-sided|three-cornered",
        pear="(?:like a )?pear(?:-?shaped)?|pyriform|pyramidal",
        spindle="spindle(?:-?shaped)?|fusiform",
        strap="strap(?:-?like|-?shaped)?|ribbon(?:-?like|-?shaped)?|band-?like|parallel-sided",
        quadrangle="quadrilateral|quadrangular|rectang(?:le|ular)|square|four-sided|rhomb\\w+-shaped|trapezoid(?:al)?",
        round="circular|ring(?:-?shaped)?|cylindrical|rope-?like|cord-?like",
        feather="pennate|bipennate|unipennate|multipennate|feather(?:-?like|-?shaped)?",
        dome="dome(?:-?shaped)?",
        cone="cone(?:-?shaped)?|conical",
    ),
    _respect(
        "still or moving",
        "still|roll\\w*|moving|move|strokes?|hold|glid\\w+|stay",
        still="keep still|hold(?:ing)? still|hold|stay(?: still| there)?|hold there|without moving|motionless",
        moving="roll(?:ing)?(?! out)|back and forth|strok(?:e|es|ing)|glid(?:e|es|ing)|small circles|keep moving",
    ),
    _respect(
        "ice or heat",
        "ice|icing|cold|heat|warm\\w*|hot|cool\\w*",
        cold="ice|icing|iced|cold|cold packs?|cool(?:ing)?|cryotherapy",
        hot="heat|heating|warmth|hot|hot packs?|warm(?: packs?| bath)?",
    ),
    _respect(
        "the side towards which it turns",
        _WAY + "|medial\\w*|lateral\\w*|internal\\w*|external\\w*|inwards?|outwards?|in or out",
        inwards="inwards?|inward-turning|internal(?:ly)?|medial(?:ly)?|endorotat\\w+",
        outwards="outwards?|external(?:ly)?|lateral(?:ly)?|exorotat\\w+",
    ),
    _respect(
        "the movement",
        _WAY + "|bend\\w*|straighten\\w*|flex\\w*|exten\\w+",
        bending="flex(?:es|ion|or|ors|ing)?|bend(?:s|ing)?",
        straightening="extend(?:s|ing)?|extension|extensors?|straighten(?:s|ing)?",
    ),
    _respect(
        "the movement",
        _WAY + "|abduct\\w*|adduct\\w*",
        away="abduct(?:s|ion|or|ors|ing)?",
        towards="adduct(?:s|ion|or|ors|ing)?",
    ),
    _respect(
        "the movement",
        _WAY + "|lift\\w*|lower\\w*|raise\\w*|elevat\\w*|depress\\w*",
        up="elevat(?:es|ion|or|ing)|lifts?|lifting|raises?|raising",
        down="depress(?:es|ion|or|ing)|lowers|lowering|pulls down",
    ),
    _respect(
        "the movement",
        _WAY + "|pronat\\w*|supinat\\w*|palm",
        pronation="pronat(?:es|ion|or|ing)|palm(?:s)? (?:down|downwards)",
        supination="supinat(?:es|ion|or|ing)|palm(?:s)? (?:up|upwards)",
    ),
    _respect(
        "the movement",
        _WAY + "|inver\\w*|ever\\w*",
        inversion="inver(?:ts|sion|tor|ting)",
        eversion="ever(?:ts|sion|tor|ting)",
    ),
    _respect(
        "the same or the opposite side",
        _WAY + "|side|sides|ipsilateral|contralateral",
        same="(?:the |its )?same side|ipsilateral(?:ly)?|(?:its |their )?own side",
        opposite="(?:the )?(?:opposite|other) side|contralateral(?:ly)?|across to the other",
    ),
    _respect(
        "what lies deeper",
        "deep\\w*|superficial|under|underneath|beneath|above|over|lies?|lie|located|where|surface|cover\\w*|layers?",
        deep="deep to|beneath|underneath|under|below",
        superficial="superficial(?: to)?|over|above|on top of|covers",
    ),
    _respect(
        "in front or behind",
        "front|behind|where|located|lies?|lie|runs?|passes?|pass|anterior\\w*|posterior\\w*|back",
        front="in front of|anterior(?:ly)?(?: to)?|front|ventral",
        behind="behind|posterior(?:ly)?(?: to)?|back(?= of)|rear|dorsal",
    ),
    _respect(
        "the pressure",
        "hard|firm\\w*|light\\w*|gentl\\w*|pressure|strong\\w*|deep\\w*|soft\\w*",
        firm="firm(?:ly)?|hard(?:er)?(?! to)|strong(?:ly)?|forceful(?:ly)?|deep pressure|heavy|as much pressure as",
        light="light(?:ly)?|gentl[ey]|gentle|soft(?:ly|er)?|feather-light",
    ),
    _respect(
        "before or after",
        "before|after|first|then|when",
        before="before|prior to|ahead of",
        after="after(?:wards)?|following",
    ),
    _respect(
        "how fast",
        "slow\\w*|fast\\w*|quick\\w*|fibres?|twitch|speed|type",
        slow="slow(?:ly|-twitch)?|type i|type 1",
        fast="fast(?:-twitch)?|quick(?:ly)?|rapid(?:ly)?|type ii|type 2",
    ),
    _respect(
        "how common",
        "common|often|rare|rarely|usual|unusual|frequent\\w*|always|how many",
        common="common(?:ly)?(?! (?:fibular|peroneal|flexor|extensor|tendon|iliac|carotid))|frequent(?:ly)?|often"
        "|widespread",
        rare="rare(?:ly)?|uncommon(?:ly)?|infrequent(?:ly)?|seldom|hardly ever",
    ),
    _respect(
        "sitting or standing up",
        "tight\\w*|loose\\w*|short\\w*|long\\w*|stretched|weak\\w*|strong\\w*",
        tight="tight(?:ened)?|shortened|overactive|too short",
        loose="weak(?:ened)?|lengthened|overstretched|slack",
    ),
    _respect(
        "which ball",
        "balls?|tools?|use|which|what",
        tennis="tennis balls?|soft balls?",
        hard="hard(?: \\w+)? balls?|lacrosse balls?|hockey balls?|cricket balls?",
        golf="golf balls?",
        roller="foam rollers?",
    ),
    _respect(
        "who may do it",
        "who|whom|myself|yourself|doctor|therapist|physio\\w*|alone",
        doctor="doctors?|physicians?|surgeons?|medical doctors?",
        therapist="(?:massage |manual |physio|trained |qualified )*therapists?|physiotherapists?|osteopaths?"
        "|chiropractors?",
        anyone="anyone|anybody|everyone|(?:at home|by )?yourself|on your own|without training|lay people",
    ),
    _respect(
        "the joint",
        "joints?|hinge|kind|type",
        hinge="hinge(?: joint)?",
        ball="ball[- ]and[- ]socket(?: joint)?|spheroid(?:al)?",
        saddle="saddle(?: joint)?",
        pivot="pivot(?: joint)?",
        plane="plane joint|gliding joint|flat joint",
    ),
    _respect(
        "which of the two",
        "large\\w*|small\\w*|big\\w*|size|thick\\w*|thin\\w*|long\\w*|short\\w*|wide|narrow",
        more="larger|bigger|largest|biggest|thicker|thickest|longer|longest|wider|widest|stronger|strongest",
        less="smaller|smallest|thinner|thinnest|shorter|shortest|narrower|narrowest|weaker|weakest",
    ),
)

# What is said for or against. A word "not" before them turns each into its opposite.
_FOR_OR_AGAINST = (
    "should|recommend\\w*|advise\\w*|safe|ok|okay|good|help\\w*|can i|may i|avoid|work\\w*|effective|use|useful|worth"
    "|any good|must|do i|is it|does|shall|allowed|ought|better|better off|benefit\\w*|benefit|best"
)
POLAR: tuple[Respect, ...] = (
    _respect(
        "whether it can be felt",
        "feel|felt|palpat\\w*|touch\\w*|reach\\w*|find|press",
        yes="(?:can|may|could)(?: \\w+)? be (?:felt|palpated|touched|reached)|palpable|(?:easy|easily|simple) to"
        " (?:feel|palpate|reach|find)|(?:easily|readily|clearly|directly) (?:felt|palpated|palpable)"
        "|(?:be|is) (?:felt|palpated)"
        "|you can (?:feel|palpate|touch|reach)|accessible",
        no="impalpable|no (?:finger|hand|thumb)s? (?:can|could|will|may) (?:feel|reach|touch|find)|unpalpable"
        "|too deep to(?: be)? (?:feel|felt|palpate|palpated|reach|touch)\\w*|out of reach"
        "|impossible to (?:feel|palpate|reach)|inaccessible|beyond (?:the )?reach|hidden from touch|defies palpation"
        "|cannot be (?:felt|palpated|touched|reached)|(?:can not|can never|can't) be (?:felt|palpated|touched|reached)",
    ),
    _respect(
        "whether it is needed",
        "need\\w*|necessary|important|must|have to|required|essential|has to|matter\\w*",
        yes="needs?|needed|necessary|important|required|essential|must|has to|have to|crucial|vital|matters?",
        no="unnecessary|needless|unimportant|optional|superfluous|no need|need not|makes? no difference",
    ),
    _respect(
        "what is said for and against",
        _FOR_OR_AGAINST,
        yes="recommend(?:ed|s)?|advis(?:ed|es|able)|suitable|safe(?:ly)?|good for|useful|helpful|helps?|eases?"
        "|relieves?|reduces?|improves?|effective|works?|worthwhile|best|beneficial|benefits?|speeds? up|allowed"
        "|fine|harmless"
        "|should|better than|lowers?|shortens?|cures?|can safely|treatment of choice|first choice|encouraged|protects?"
        "|prevents?|lessens?|of (?:great )?(?:use|value)|first-line",
        no="avoid(?:ed|s)?|never|unsafe|harmful|dangerous|useless|ineffective|pointless|worsens?|aggravates?|slows|delays?"
        "|bad for|advis\\w+ against|no (?:effect|benefit|use|better|value|help|good|difference|evidence)|against"
        "|contra-?indicated|unhelpful|harms?|makes? (?:it|the \\w+|\\w+) worse|irritates?|inadvisable|risky|nothing"
        "|little (?:effect|benefit|use|value|help)|prohibited|forbidden|discouraged|refrain from|must not",
    ),
)
