"""The words by which a question shows that it leans on the one before, and those that say what it is about.

General words of the body, of complaints and of treatment only. What one library calls its own is learned from its
titles and from the glossary in `answer.subjects`; `answer.follow_ups` says what follows from the words.
"""

from __future__ import annotations

import re

from index.analysis import stems


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for word in text.split() for stem in stems(word))


# Parts of the body by their everyday names. Latin ones are known by their endings (`answer.question.is_name`).
REGIONS = """
abdomen achilles ankle ankles arm armpit arms back backside belly bicep blade blades bone brain breast bum buttock
buttocks calf calves cheek chest chin clench collarbone cuff ear elbow elbows eye face feet finger fingers foot
forearm forehead glute glutes groin gut hamstring hand hands head heel heels hip hips jaw knee kneecap kneecaps knees
knuckle leg legs lip lung mouth neck nose palm pelvis rib ribs shin shins shoulder shoulders skull sole spine stomach
tailbone teeth temple thigh thighs throat thumb toe toes tongue tooth torso trunk tummy waist wrist wrists"""
# What somebody has.
COMPLAINTS = """
arthritis bruise bruised bruising bunion bursitis concussion contusion cramp cramps diastasis dislocation fasciitis
fibromyalgia fracture gout headache headaches hernia hiccups hypermobility impingement lymphoedema migraine migraines
neuralgia neuropathy osteoarthritis osteoporosis sciatica scoliosis shingles spasm sprain sprained sprains stenosis
stitch stroke tear tendinitis tendinopathy tendonitis thrombosis tinnitus torticollis varicose vertigo whiplash"""
# What is done about it. Beside a complaint or a muscle these are ways to treat it, alone they are a subject.
TREATMENTS = """
 acupressure acupuncture antidepressants belt botox brace cortisone cream crutches cryotherapy cupping cups drugs
effleurage electrotherapy gel heat ibuprofen ice injection injections insoles jab jabs kinesio laser manipulation
massage medication mobilisation needles needling operation orthotics painkillers paracetamol petrissage physio
physiotherapy pills pilates reflexology roller rolling shock shockwave splint splints steroid steroids surgery
swimming tablets tape taping tens ultrasound yoga"""
# What can be said or asked of any subject, so that it names none.
ASPECTS = """
abduction about action active acute adduction adductive adults advice afterwards again ages aggravate aim allow
allowed alone alternative alternatives anatomy answer antagonist antagonists anterior applied apply approximately area
areas arise arises around arteries artery ask asked assess assessment athletes attach attached attaches attachment
attachments avoid avoided bad bag ball balls band bands bed before beforehand beginners bend bending benefit benefits
best better bigger biggest bilateral blood bodies body bone book both bother branches breathe breathing bring brought
bruise build burn cancer car carry cause caused causes causing caution cautions certain chance chances check children
chronic clicks client client's clinic cold combine come common compress contract contraction contraindicated
contraindication contraindications controversial cost count counts cross crosses cure cycle daily danger dangerous
dangers deep deeper deepest describe desk details diabetes diabetic diabetics diagnose diagnosed diagnosis difference
different direction discomfort distal doctor dose downside downsides drive driving dull dunno ease eases easy
eccentric effect effective effects either elderly elevation else ending enlarge enough even evening everybody evidence
exact exactly exam examination examine examples exercise exercises expect extend extension fact facts false fascia
fast feel feeling feels felt fewer fiber fibers fibre fibres find fine firm first fix flexion floor follow force forms
found fraction frequency front function functions gap gentle get gets getting give gives go goal goes gonna good got
grade grip ground group grow gym held
happen happens harm harmful head heads heal healing heavy height help helped helping
helps history hold holding holds home hour hours hows hurt hurtful hurting hurts ideal ideally ill image imaging
improve inferior injure injured injuries injury innervate innervated innervation insert inserted insertion inserts
inside instead instructions intensity isometric job jobs keep keeps kept kids knead knot knots know known largest last
lasting lasts later lateral lean least leave length less let lets level levels lie lies lift lifting ligament
ligaments likely line load loading location long longer look looking looks loosen lower lying made main make makes man
mat matter matters maximum mean means measure medial men mild minimum minute minutes mistakes month months morning
most move movement movements moves muscle muscles myself name need needs negative neither nerve nerves next night nite
noise normal notice noticed now numb number numbness odds off office often ok okay older one operated option options
origin originate origins others outer outside overload overuse pain painful pains palpate palpation part partner
passive patient patients pattern percent percentage perform pillow pillows place play point points portion position
positions positive posterior posture practice practitioner practitioners pregnancy pregnant press presses pressing
pressure prevent prevention problem problems procedure prognosis programme prone proportion protocol proximal pull
pulse purpose push put quick quickly range rate rates reason reasons recover recovery recurrence refer referral
referred refers reflex related relax release releasing relief relieve remedy rep repeat repeated repeats repetition
repetitions reps rest resting result results return risk risks roll roots rotate rotation roughly routine rule run
runner runners running safe safely said say scan see seen seniors sense separately serious serve serves session
sessions set sets severe share sharp shoes shorter show shows side sides sign signs similar simple sit sitting size
sleep sleeping sleeps slow smaller soft sore sort sportspeople spot spots squat squats stairs stand standing start stay
step steps stiff stiffness stop straight strength strengthen strengthening stress stretch stretched stretches stretching
strokes strong stronger structure structures studies study superficial superior supine supplied supplies supply
support sure surface swelling swollen symptom symptoms take takes taking target technique techniques tell tender
tenderness tendon tendons tension test testing tests thats then therapist therapy thick think thought tight tightening
tightness time times tingling tip tips tissue today together told tomorrow took tool tools touch towel training treat
treated treating treatment treatments trial trials tried trigger trouble true try trying turn twice twitch type types
understand unlikely unsafe upper use useful vein veins vessel vessels wait walk walking wall wanna want wants warm
warn warning warnings watch way weak weaker weakness wear week weeks weight whats wheres whos whys women work worked
working worry worse worst worth wrong xray year years yesterday young
against beneath easier flag flags harder mri proof red underneath version versions"""
# Nouns that make a name of the words before them, whatever these are ("Ober test").
NAMING = frozenset(
    "test syndrome sign disease technique method rule rules score surgery manoeuvre classification".split()
)
DONE = frozenset("drop drops exercise exercises massage rolling therapy stretch stretches".split())
# Nouns that belong to the name before them ("Thomas test", "carpal tunnel syndrome").
HEADS = """
artery arthritis band bone bursitis cramp disc disease drop drops exercise exercises fascia headache headaches joint
ligament massage method muscle muscles nerve pain replacement rolling rule rules score sign splints sprain stability
strain surgery syndrome tear technique tendinopathy tendon test therapy tract tunnel wave""".split()
ILLS = frozenset(
    """syndrome disease pain tear sprain strain arthritis tendinopathy bursitis cramp headache headaches
    splints""".split()
)
# Words of Latin names that say which of several: "and the minimus?" after a question on the gluteus medius.
EPITHETS = frozenset(
    """maximus medius minimus major minor longus brevis magnus lateralis medialis intermedius anterior posterior
    superior
    inferior tertius femoris brachii superficialis profundus""".split()
)

ASPECT_WORDS = frozenset(ASPECTS.split())
REGION_STEMS, COMPLAINT_STEMS, TREATMENT_STEMS, ASPECT_STEMS = map(_stems, (REGIONS, COMPLAINTS, TREATMENTS, ASPECTS))

OPENER = re.compile(
    r"^(?:(?:and|but|so|ok|okay|right|well|also|then|thanks|thank you|thx|cheers|great|perfect|good|nice|now|or|"
    r"oh|hmm|yes|no|nope|wait|actually|rather|um|er|uh|"
    r"(?:what )?i (?:mean|meant|said|was asking about|am asking about)(?: was| is)?(?! (?:by|to)\b)|make that|"
    r"sorry|please|alright|got it|i see|hi|hello|hey|lovely|brilliant|interesting|"
    r"haha|lol|hm+|aw|ooh|eek)\b[\s,.!:;–—-]*)+",
    re.IGNORECASE,
)
LINK = re.compile(r"\b(?:and|but|or|so|also|then)\b", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:(?:a |an )?(?:different|separate|unrelated|another|new|other) (?:question|topic|subject|thing|matter|"
    r"note|problem)|"
    r"something (?:else|different)|chang(?:e|ing) (?:of |the )?(?:subject|topic)|by the way|btw|moving on|"
    r"forget (?:that|it)|"
    r"never ?mind|switching)\b",
    re.IGNORECASE,
)
# How a later question puts the one before it right.
CORRECTS = re.compile(
    r"\b(?:no|nope|actually|rather|make that|i (?:mean|meant|said|was asking about|am asking about))\b", re.IGNORECASE
)
NOT_THIS = re.compile(
    r"^not (?P<old>[\w' -]{2,40}?)(?:\s*[,;:–—]+\s*(?:but )?|\s+(?:but|i mean|i meant) )(?P<new>.{2,60})$",
    re.IGNORECASE,
)
THIS_NOT = re.compile(r"^(?P<new>[\w' -]{2,60}?)[\s,;:–—]+(?:and )?not (?P<old>[\w' -]{2,40})$", re.IGNORECASE)
AGAIN = re.compile(
    r"^(?:(?:can|could|would|will) you |please |i (?:want|need|would like) )*"
    r"(?:(?:to )?(?:say|explain|put|repeat|phrase|rephrase|simplify|summari[sz]e|clarify|word)\b(?: (?:that|it|"
    r"this|me))?"
    r"(?: again| once more| (?:more |a bit |much )*(?:simply|simpler|plainly|clearly|briefly|slowly)| (?:in|"
    r"with) [\w' -]{3,40}){0,3}|"
    r"(?:in|with) (?:plain|simple|simpler|other|easy|everyday|lay|normal)[\w' ]*|(?:more )?(?:simply|plainly)|simpler|"
    r"(?:i |sorry )*(?:do not|don['’]?t|did not|didn['’]?t) (?:quite |really )?(?:understand|get (?:it|that))|"
    r"come again|what|"
    r"what do you mean(?: by that)?|(?:tell me |any |some )?more(?: details?| information| info| about (?:it|"
    r"that|this))?|go on|"
    r"elaborate|meaning|again)(?: please)?[\s?.!]*$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"^(?:(?:what|how) about|what(?= if\b)|what of|what if it(?:'s| is)|same (?:thing |question |again )?(?:for|"
    r"with|about|on|goes for)|"
    r"the same (?:for|with|on|about)|"
    r"(?:is|does) (?:it|that) (?:(?:also )?(?:the same|true|go|apply|count|hold))(?: (?:for|to|with|of|on|in))+)\s+",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:does|do|did|is|are|was|were|am|can|cant|can't|could|should|shouldnt|shouldn't|will|would|may|might|"
    r"must|has|have|had|"
    r"what|what's|whats|which|who|whose|where|when|why|how|tell|explain|describe|show|list|name|give)\b",
    re.IGNORECASE,
)
MODIFIER = re.compile(
    r"^(?:for|at|in|on|when|if|with|without|after|during|before|while|by|from|to|under|as|since|until|because)\b",
    re.IGNORECASE,
)
# A remedy or a muscle "too" or "instead" is no other one.
TAILS = re.compile(
    r"[\s,]+(?:instead|too|as well|also|then|though|maybe|perhaps|please|pls|plz)(?=[\s?.!]*$)", re.IGNORECASE
)
OF = re.compile(r"^of\s+(?=\w)", re.IGNORECASE)
APPLIED_TO = re.compile(r"^(?:for|on|with|of|about|to) (?=\w)", re.IGNORECASE)
# More of what was told: "it's worse at night", "mostly in the morning".
TOLD = re.compile(
    r"^(?:(?:it['’]?s|it is|its) )?(?P<more>(?:(?:mostly|mainly|only|just|usually|especially|always|sometimes|also|"
    r"more|right|really) )*(?:at|in|on|when|if|after|during|while|from|since|under|behind|over|near|around|above|below|"
    r"along|across|between|down|up|worse|worst|better|deep|sharp|dull|burning|constant|"
    r"shooting|going|running|spreading|radiating|travell?ing)\b.*)$"
    r"|^(?P<hurts>it (?:(?:only|mostly|mainly|also|really|usually) )?(?:hurts?|aches?|burns?|started|starts|gets|"
    r"happens|comes|goes|feels|clicks|catches|throbs|tingles)\b.*)$",
    re.IGNORECASE,
)
SIDE = re.compile(
    r"^(?:(?:it['’]?s|it is|its) )?(?:(?:mostly|mainly|only|just) )?(?:(?:on|at|in) )?(?:the |my )?"
    r"(?P<side>(?:(?:other|left|right|very) )?(?:outside|inside|outer side|inner side|front|back|rear|side|left|right|"
    r"top|bottom|(?:outer|inner|upper|lower|front|back|left|right|middle) (?:side|part|bit|half|edge)|middle))"
    r"(?: (?:of it|side|part|bit))?$",
    re.IGNORECASE,
)
ON_A_SIDE = re.compile(
    r" (?:on|at|in) the (?:outside|inside|front|back|side|(?:outer|inner|left|right|other) side|"
    r"left|right|top|bottom)(?=\W*(?::|$))",
    re.IGNORECASE,
)
# Verbs of anatomy, one of which may be meant for another: "sorry, insert".
ATTACHED = frozenset("insert originate arise attach start begin end refer".split())
ENDS = frozenset("front back rear top bottom".split())
# Words for how a study was made, which name nothing by themselves.
STUDIED = re.compile(
    r"\b(?:sham|placebo|control (?:group|arm)|(?:treatment|intervention|comparison|study) (?:group|arm)|arms? of the|"
    r"participants?|took part|take part|taking part|dropped out|dropouts?|drop-outs?|randomi[sz]ed|blinded|blinding|"
    r"enrolled|recruited|sample size|outcomes?|(?:authors?|researchers?|investigators?)|followed up|follow-up|"
    r"(?:nice|cochrane|guidelines?|experts?|critics) (?:say|says|advise|recommend|recommends|think)s?)\b",
    re.IGNORECASE,
)
QUANTIFIED = re.compile(r"^(?:any|some|more|less|which|other|better|worse|\w+ly)\b|.*\bones?\b", re.IGNORECASE)
STUDY = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|reviews?|rcts?|meta-analys[ei]s|research|experiments?)\b", re.IGNORECASE
)
PAST = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
CLAUSE = re.compile(
    r"^(?:even )?(?:if|while|when|because) (?:pregnant|breastfeeding|\w{2,}ing|i|you|we|it|they|my|the|there)\b",
    re.IGNORECASE,
)
# Whether something helps, said without what it should help.
REMEDY = re.compile(
    r"^(?:do|does|will|would|could|can|might|should|shall)\b.*\b(?:help|work|ease|fix|cure|make|use|try|stop|"
    r"do (?:anything|something|any good)|make (?:a|any) difference|relieve|improve|wear|need)\b"
    r"|^(?:is|are)\b.*\b(?:good|useful|effective|helpful|worth|recommended|needed|indicated|ok|okay|safe|alright|allowed|bad)\b|^(?:when|why)\b|^any\b",
    re.IGNORECASE,
)
# "it" that stands for nothing: "is it safe to …", "how long does it take to …", "is it true that …".
EXPLETIVE = re.compile(
    r"\bit\b (?!(?:\w+ )?takes?\b)(?:really |actually |ever |even )?(?:\w+ ){0,2}?(?:to \w+|that|if|whether|"
    r"when|like to)\b"
    r"|\b(?:is|was) it (?:\w+ ){1,8}?that\b"
    r"|\bit (?:matter|matters|help|helps|hurt) (?:\w+ ){0,2}?(?:for|to|if|whether|when|that)\b"
    r"|\bit(?:'s| is| was)? (?:called|raining|late)\b",
    re.IGNORECASE,
)
TAKES = re.compile(
    r"\bit (?:usually |normally )?takes?\b", re.IGNORECASE
)  # so does this one, where something else is named
# What can be said in full: "do it" is "stretch the soleus", "try that" is "try ball massage".
DOES = re.compile(r"\b(?:do|perform|practise|practice) (?:it|this|that|these|those|them)\b", re.IGNORECASE)
GETS = re.compile(
    r"\b(?P<verb>do|perform|try|have|get|use|stop|start|apply|repeat) (?:it|this|that|these|those|them)\b",
    re.IGNORECASE,
)
WORKS = re.compile(
    r"\b(?:does|will|would|did|can|do|could) (?:it|they) (?:really |actually |even )?(?:work|help)(?=[\s?.!]*$)",
    re.IGNORECASE,
)
ACTED_ON = re.compile(
    r"\b(?:do|doing|done|try|trying|repeat|stop|start|practise|practice|perform|hold|feel|leave|avoid|use|have|"
    r"get|give|apply|skip) (?:it|this|that|them|these|those)\b"
    r"|\b(?:is|was|would) (?:it|this|that) (?:be )?(?:really |also |still |even |too |very )?(?:safe|ok|okay|"
    r"fine|all right|alright|"
    r"good|bad|normal|allowed|dangerous|harmful|risky|common|painful|sore|necessary|needed|worth|enough|too|"
    r"serious|right|wise)\b",
    re.IGNORECASE,
)
ITS = re.compile(r"\b(?:its|their|(?:this|that) one['’]?s|it['’]s(?= \w+\W*$))(?![\w])(?! (?:own|self))", re.IGNORECASE)
_PEOPLE = (
    r"(?! (?:treat|do|use|check|diagnose|test|say|call|give(?! (?:you |me |one |a )*(?:pain|headaches?|migraines?)\b)|"
    r"take|fix|know|look|tell|operate|inject|put|find|send)\b)"
)
IT = re.compile(rf"\b(?:[Ii]t|[Tt]hey{_PEOPLE}|[Tt]hem|[Tt]heirs)(?=(?:'s|’s|'re|’re)?\b)")
THAT = re.compile(
    r"\b(?:that|this|these|those|there|one|ones)\b(?=\s*(?:[?.,!;:]|$))"
    r"|\b(?:is|was|are|were|does|do|did|can|could|would|should|will|might|may|for|of|with|about|like|after|"
    r"before|from|than|causes?)"
    r" (?:that|this|these|those)\b"
    r"|\b(?:which|the|a|an) (?:\w+ ){0,2}?ones?\b|\b(?:that|this|these|those)['’]s\b"
    r"|\b(?:that|this|these|those) (?=\w)",
    re.IGNORECASE,
)
PAIR = re.compile(
    r"\b(?:which|what) (?:one|of (?:them|these|those|the two))\b|\b(?:both|either|neither|the two)\b"
    r"|\bthe (?:difference|connection|relationship)\b(?! (?:between|to|with|from))|\bwhich is (?:the )?\w+\?*$",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"\bthe (?P<which>first|second|third|fourth|fifth|last|former|latter|other(?= (?:one|muscle)))"
    r"(?: (?:one|muscle|part|of (?:those|these|them))(?P<own>['’]s|(?<=one)s)?(?=\W|$)|(?P<its>['’]s)(?= \w|\W*$)|"
    r"(?=\s*(?:[,?.!]|$)))",
    re.IGNORECASE,
)
WHICH = re.compile(
    r"^which (?:one|of (?:them|these|those|the two)|(?:is|are|was|does|has|can) "
    r"(?!of\b|the\b|a\b|an\b|(?:\w+ )?(?:best|most)\b))",
    re.IGNORECASE,
)
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "former": 0, "latter": -1}
DIRECTIONS = (
    "front anterior ventral back rear posterior dorsal behind".split(),
    "inner inside medial internal outer outside lateral external".split(),
    "upper top superior lower bottom inferior middle".split(),
    "left right".split(),
)
# How a question begins before it says what is done: "How do I stretch the calf?" -> "stretch the calf".
STATES = re.compile(
    r"\b(?:tight|sore|stiff|weak|torn|tense|strained|sprained|swollen|painful|overworked|broken|pulled|bruised|"
    r"short)\s+$",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:on|in|at|to|near|from|under|over|beneath|above|below|across|into)(?: the| my| your)?\s+$", re.IGNORECASE
)
STATED = re.compile(r"^(?:(?:my|i|i['’]?m|i['’]?ve|im|ive)\b|pain\b|hurts\b)[^,.;?!]*", re.IGNORECASE)
NOUN_FOLLOWS = re.compile(
    r"\b(?:a|an|the|my|your|his|her|our|this|that|some|any|no|of|for|with|from|in|on|about)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
ACTS = re.compile(r"\b(?:(?:i|you|we)(?: (?:can|could|should|just|also))?|to|not|don't|dont)\s+$", re.IGNORECASE)
NAMELESS = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}?muscles?\b|\bwhat (?:is|could|might|can) (?:it|this|that)(?: be)?\W*$|"
    r"\bwhat(?:'s|s) (?:it|this|that)\W*$",
    re.IGNORECASE,
)
DEFINED = re.compile(r"^(?:what|who)(?:['’]?s| is| are) (?:(?:a|an|the) )?(?!it\b|this\b|that\b)", re.IGNORECASE)
FRAME = re.compile(
    r"^(?:please |so |and |but |ok |okay )*(?:(?:what|which)(?:'s|’s| is| are) the (?:best|right|correct|safest|"
    r"proper|easiest) way (?:to|of)|"
    r"(?:how|when|where|why|what|which \w+|how (?:long|often|much|hard|many \w+))?\s*"
    r"(?:do|does|did|can|could|should|would|will|may|might|must|shall)(?:n't|nt)? (?:i|you|we|one|people|"
    r"someone|my client|the client|"
    r"a client|patients|a therapist)(?: (?:be|have to|need to|get to|safely|best|also|still|use|try|get|have|"
    r"keep getting))*|"
    r"how to|(?:can you |please )?(?:show|tell|teach) me (?:how to|about)|"
    r"is it (?:ok|okay|safe|all right|alright|fine|good|bad|normal|possible|a good idea)(?: for \w+)? to|"
    r"(?:talk|walk) me through|explain|describe|steps (?:of|for|to))\s+",
    re.IGNORECASE,
)
# A noun that stands for what was named, whatever it is called.
THE_SAME = re.compile(
    r"\b(?:the|this|that) (?P<noun>muscle|condition|technique|method|procedure)"
    r"(?=[\s?.!]*$|\s+(?:do|does|is|are|go|work|help|hurt|arise|insert|attach|start|end|begin|cause|have|look|feel|"
    r"get|last|take)\b)",
    re.IGNORECASE,
)
# "its" that is short for "it is": nothing owns a "weak".
IT_IS = re.compile(
    r"\bits (?=(?:too |so |very |really |not |still |just |all |getting )?(?:weak|better|worse|sore|tight|bad|stiff|"
    r"painful|normal|safe|serious|gone|torn|injured|inflamed|hurting|working|ok|okay|healed|swollen|irritated|"
    r"overworked|short)(?=\W*$))",
    re.IGNORECASE,
)
# What a positive test means leans on the test, though it has an "a".
RESULT = re.compile(
    r"\b(?:positive|negative|normal|abnormal|high|low) (?:tests?|results?|finding|score|one)\b", re.IGNORECASE
)
COMPARED = re.compile(r"^(?:any )?(?:better|worse|safer|stronger|weaker|quicker|faster|cheaper) than\b", re.IGNORECASE)
# Words that choose a side or a posture for what is done, and those that say how a joint is held.
CHOOSES = re.compile(r"^both \w+$|\bor\b", re.IGNORECASE)
POSED = re.compile(
    r"^with (?:the |my |your |a )?.*\b(?:bent|straight|flexed|extended|raised|crossed|turned|fixed)$", re.IGNORECASE
)
# "it" that is what is done, not the muscle: "should it hurt?".
FELT = re.compile(
    r"\b(?:should|will|does|is|must|can) it (?:be |not )?"
    r"(?:hurt|hurting|ache|burn|sting|pull|feel|painful|tingle|click)\b",
    re.IGNORECASE,
)
MY_CASE = re.compile(
    r"^(?:i|i['’]?m|i['’]?ve|im|ive)\b.*\b(?:is|would|will) (?:that|it|this) (?:be )?"
    r"(?:ok|okay|safe|alright|all right|allowed|fine|a problem)$",
    re.IGNORECASE,
)
# What is asked of a treatment, so that it was no aside beside the complaint that it was to help.
OF_THE_CURE = re.compile(
    r"\b(?:before|beforehand|during|afterwards?|sessions?|appointments?|courses?|compared|placebo|sham|dummy|than|bruis\w+|"
    r"side effects?|risks?|harms?|dangers?|costs?|price|legal|trained|qualified|drive|bleed|contraindicat\w+)\b",
    re.IGNORECASE,
)
# Words for people who were named before them, so not for the topic: "what do people mean when they say …".
OF_PEOPLE = re.compile(
    r"(?P<before>\b(?:people|patients|clients|athletes|runners|women|men|adults|participants|therapists|physios|doctors)\b"
    r".*?)\b(?P<they>they|them|their|theirs)\b",
    re.IGNORECASE,
)
OWN_ACCOUNT = re.compile(r"^(?:my|i|i['’]?m|i['’]?ve|im|ive)\b.{8,}[.!]\s", re.IGNORECASE)
ON_ITS_WAY = re.compile(
    r"^(?:on|in|at|with|from|along|during|through|near|before|after) its [^,]+, (?=\w)", re.IGNORECASE
)

# What may be wrong with a muscle by its Latin name.
INJURY = r"(?:tears?|strains?|sprains?|ruptures?|tendinopathy|tendinitis|tendonitis|bursitis)"
# "the back fibres", "the back of the knee": a side, not the part of the body.
SIDE_FOLLOWS = re.compile(
    r"\s+(?:of\b|fib|parts?\b|portions?\b|ones?\b|sides?\b|half\b|bell|sections?\b|edges?\b|bits?\b)", re.IGNORECASE
)
WHY_THIS = re.compile(r"^why (?=\w)", re.IGNORECASE)
# How notes of colleagues shorten a word that a library has in full.
SHORT = {
    r"\bpost\.?(?= (?:fib|part|portion|ones?\b|bell|section))": "posterior",
    r"\bant\.?(?= (?:fib|part|portion|ones?\b|bell|section))": "anterior",
    r"\bit (?=band\b)": "IT ",
    r"\btrps?\b": "trigger points",
}
# What follows on what was answered: "and then what?".
NEXT = re.compile(
    r"^(?:(?:and|so|ok|okay)\b[\s,]*)*(?:then(?: what)?|what then|what(?:['’]?s| is| comes)? next|"
    r"(?:what )?after(?:wards?| that)|what happens (?:then|next|after(?:wards?| that)?)|"
    r"what (?:do|should) i do (?:then|next|after(?:wards?| that)))\W*$",
    re.IGNORECASE,
)
