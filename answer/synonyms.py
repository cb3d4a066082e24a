"""Words that mean the same to whoever asks and to whoever writes notes, and words that say little in a question.

General words of place, feeling and doing only; a thesaurus of anatomical terms comes with the glossary.
"""

from __future__ import annotations

# Each row lists words that count as one another. Directions are those of anatomical terminology.
SYNONYMS: tuple[str, ...] = (
    "front anterior ventral",
    "back rear posterior dorsal behind",
    "inner inside inward inwards medial internal internally medially",
    "outer outside outward outwards lateral external externally laterally side",
    "upper top superior",
    "lower bottom inferior",
    "under underneath beneath below deep",
    "pain painful ache aching hurt hurts hurting sore soreness discomfort",
    "travel spread radiate radiates radiating refer refers referred referral send sends extend shoot",
    "fibre fibres fiber fibers portion part section belly bit",
    "tender tenderness painful sore",
    "spot point place knot",
    "strengthen strengthening strengthens strength stronger strong",
    "stretch stretching stretches",
    "exercise exercises exercising strengthening",
    "massage self-massage massaging",
    "nerve nerves innervate innervated innervation supplied",
    "insert insertion inserts attach attaches attachment attachments",
    "origin originate originates start starts arise arises",
    "action function functions actions role",
    "cause causes caused reason lead leads perpetuate perpetuated perpetuates",
    "symptom symptoms sign signs complaint complain complaints ailment ailments",
    "alongside together associated co-exist coexist accompany related",
    "confused mistaken mimic mimics resemble resembles",
    "tense tension tight tightness",
    "night sleep sleeping bed",
    "lie lying lay laying",
    "sit sitting seated sedentary",
    "walk walking gait walks",
    "run running jogging runner runners",
    "buttock buttocks bum glute glutes",
    "ball balls",
    "press pressure push compression",
    "doctor physician orthopaedist gp healthcare provider",
    "palpate palpation feel touch",
    "release loosen free",
    "treat treatment therapy therapist",
    "injection cortisone steroid",
    "assess assessment examine examination test testing",
    "muscle muscles",
    "leg legs limb",
    "sport sports athletics",
    "break breaks pause",
    "rotate rotation rotates turn turns turning",
    "raise lift lifting raising",
    "shape shaped form",
    "hold keep stay",
    "often frequently",
    "wallet purse",
    "computer laptop screen desk monitor keyboard office",
    "drive drives driving driver car",
    "football footballer footballers soccer",
    "phone telephone mobile smartphone",
    "small smallest little",
)

# Words that shape a question but say little about its topic. They are looked for, and hardly weigh when missing.
LIGHT: tuple[str, ...] = tuple(
    """wat wot do does did make makes made go goes going come comes get gets use uses used using need needs want
    work works     help helps helping happen happens feel feels feeling find think know mean means called
    name names say says said
    look looks try keep stay put take takes give gives become becomes show shows like good best better bad worse
    long often much many far high deep hard big kind type sort way ways thing things something anything part parts
    people person client clients patient patients someone body area areas place usually normally actually really
    possible exactly alongside please recommend recommended suggest should would could work involve involved
    time times day days different main common commonly typical typically important able start stop first also even
    still when while during one two three right left whole own old new cause reason problem
    issue affect affects associated relate related has have responsible job role travel spread end begin""".split()
)
