"""How people write, in many voices: what raises each rule, and what looks like it and must not."""

from __future__ import annotations

import pytest

from answer.safety import Gate, load_gate

RAISED: dict[str, str] = {
    "cauda-equina": """
        Since Tuesday my back's gone and I can't feel meself wee, it just runs out
        tingly numb crotch and both calves weak after deadlift injury
        64M known stenosis: new painless retention, perianal anaesthesia
        Doctor, after falling from bike my waist is paining and the place I sit is dead
        me lower back seized and I've wet meself three times, didn't feel a thing
        sciatic pain on both sides and the skin between my legs is tingling
        bladder stopped working since the disc op
        ive got sciatica in both legs and i keep going to the loo but nothing comes out
        Lady of 48, acute on chronic LBP, reports she soiled herself at work without awareness
        me bits are tingling and me back's gone, also sex feels like nothing
        after the fall at the market my waist pains me and urine is coming by itself
        I cannot control my bladder and my back is sore after lifting sacks
        can't feel when I wipe
        severe sciatica in both legs, numb around the anus
        my wife cannot pass urine since her disc pain got worse
        shat meself twice today, back's in ribbons
        Had a discectomy Monday. Woke this morning and I've no feeling round my tail end and I can't start a wee.
        lad from work hurt his back and says his tackle is numb and he cant feel himself going
        Client, 39, disc protrusion, now urinary incontinence and reduced saddle sensation. Continue traction?
        I've a slipped disc and this morning I went to have a wash and it's like washing somebody else down there
        cannot hold my water since I put my back out lifting nan
        pt 52F LBP + bilat leg pain, new onset urinary retention, PVR 600 ml
        since my back op i have no idea when im having a poo it just falls out
        back pain then willy went numb, is this from cycling or what?
        My wife's lumbar disc went Sunday. She has been trying to urinate for nine hours, only drops come.
        both legs gone weak and tingly with bad low back pain and I'm constipated and cant feel myself push
        Sneezed, felt summat go in me back, and I've not been able to wee since teatime yesterday
        sciatica both sides now n when i sit on the loo i cant tell if ive finished
        The therapist pressed my spine and after that I am losing motion without control
        67F stenosis, new urgency and leakage, S3-5 reduced pinprick
        Since I hurt my back I need to push down on my belly to empty my bladder
        Our Dave's back went at the warehouse and he's had to wear a pad since 'cause he dribbles without feeling it
        I'm numb where my tampon goes and my discs are bad
        pt c/o LBP, saddle parasthesia, unable to initiate micturition
        since the epidural my bowels open without warning and I've pins and needles in both thighs
        pins and needles round me back passage, back's been bad a week
        my legs went to jelly, lower back pain, and I havent had a pee in fifteen hours
        lower back pain for 3 days, difficulty starting to pee and tingly inner thighs
        Put me back out shifting a wardrobe. Now me water just comes away from me with no warning
        lumbar pain + cant feel my vag at all today
        I am 33 with L5 disc, numbness spread from foot to the seat area and I must strain for urine
        both my legs are numb after I bent over and my back locked, also haven't opened my bowels and cant feel it
        I can't go for a wee and my back hurts
        no feeling in my saddle area
        since lifting the sofa i cant feel when i wipe
        my fanny's gone numb and so has my bum
        Lower back pain, and now I've lost all sensation between my legs.
        been on the loo an hour and cant pee, sciatica down both legs
        cannae feel ma arse an ma back's killin me
        I keep wetting myself since my disc went
        my willy feels numb since yesterday
        pt c/o LBP, saddle anaesthesia, urinary retention
        client reports altered sensation perineum and new onset bladder dysfunction
        ?CES - bilateral leg weakness, reduced anal tone
        I haven't been able to urinate since last night and my legs feel weak
        struggling to poo and pee since the back spasm
        my husband has slipped a disc and he can't hold his bowels
        numb between the thighs and cant tell when my bladder is full
        I am not able to pass urine since morning, back is paining too much
        everything down there is tingly and I have really bad back pain
        both legs have gone numb and my back is agony
        lost control of my bladder this morning after my back went
        Since Tuesday I've had sciatica. Today I pooed myself without knowing.
        can't get an erection since my back went
        My genitals feel numb. I also have sciatica.
        i think i have cauda equina
        Could this be cauda equina? pins and needles in my private parts
        gran says her bottom has gone dead and she has not passed water all day
        back pain and im leaking pee
        me back is wrecked and I can't feel meself going to the toilet
        my bum and privates are numb, no other symptoms
        I don't have a fever but I can't pee
        trouble peein and numb inner thighs, whats going on
        having difficulty emptying my bladder since my back pain got worse
        peeing is impossible and my lower back is on fire
        is numbness in the saddle area normal after a massage?
        I can't wee.
        cant wee
        no sensation when I wipe my bottom
        can't feel my legs properly and I've wet the bed
        bilateral sciatica with urinary hesitancy
        I've no control of my bowels since I hurt my back
        my vagina feels numb during sex and my back is sore
        unable to void x 12h, LBP
        hubby can't wee and his back is in bits
        feels like im sitting on cotton wool, cant feel my bum, bad back
        I've had a bad back all week and this morning I realised I couldn't feel the seat of the chair under me
        My name is Margaret, 71. My back gives me gyp and I've had two accidents in my underwear without noticing.
        can a massage fix it if my ass and inner thighs went numb after squats and my pee is just dribbling
        my wee stream has nearly stopped since my sciatica flared up
        post lifting injury: L5/S1 disc, now perineal paraesthesia, PVR 600ml
        my lower back has gone and I don't know when I'm weeing
        legs like jelly both of them, back agony, cant pass water
        I haven't peed in 14 hours. Also my back is in spasm.
        numb crotch numb bum what muscle causes that
        The patient has bilateral leg numbness with severe low back pain
        Da can't feel his legs and he's after soiling himself, he was only lifting bales
        ever since i slipped on the ice my down below feels like novocaine
        No bladder control since last night, sore back
        my back went pop and now i cant hold my pee
        sir my both feet are numb and urine is not coming, back pain since one week
        bladder feels full but nothing comes out and my back is killing
        I cannot feel it when my girlfriend touches my penis, and my lower back has been awful
        sciatica in both legs and numbness round the back passage
        i cant tell if ive finished peeing, back ache n tingly bum
        can't feel myself wipe
        My nether regions have been tingling since I did my back in on Monday
        could you tell me which stretch helps when you've a bad back and can't feel your bits
        i cant go toilet properly since my disc slipped
        Numbness spreading from my backside to my thighs on both sides
        Lumbar pain + new urinary incontinence, 39F
        it takes ages to start peeing now and both legs are tingling, L5 disc
        since yesterday i dont get the urge to pee at all, my back pain is severe
        My back pain is down to nothing now but my groin and bum have no feeling
        Hiya, da's after hurting his back and now he's peeing himself
        back surgery last week, now my vagina is numb
        not been able to have a wee all day, back's in bits
        saddle region paraesthesia? client 52M reports
        legs buckling under me and I've no control over my bladder
        my wife has terrible back pain and says everything below the belt is numb
        shooting pain down both legs and can't get hard anymore
        woke up with wet sheets twice this week, sciatica's awful
        the numbness is in my saddle. the pain is in my back.
        Me lower back's been crook since the footy and now me tackle's gone all numb
        pins & needles in both legs & can't control my pee
        I keep having accidents because I can't feel when I need the loo. I also have sciatica.
        numb groin and bum after disc prolapse
        my pt has loss of perianal sensation
        my back's sore and i cant feel myself pooing
        urine won't come out
        bladder retention since lumbar injection
        sudden bowel incontinence + LBP
        I am having back pain and there is loss of sensation in private area since two days
        Oi mate me arse is numb and I can't piss
        ever since lifting boxes my legs are weak and I can't control my bowels
        cannot sense my bladder, disc bulge L4/5
    """,
    "heart-attack": """
        I've a squeezing in the chest that goes up my neck
        wife says she can't breathe, chest is heavy and she's gone a funny colour
        dad's got pain in both arms and chest, sick in a bucket
        tight chest, sweaty, feeling sick
        pain in my left arm and jaw and I'm out of breath
        my mum's chest pain won't go away
        Tightness in chest like somebody is standing on it and my arms have gone heavy
        grandma says she has pain in jaw and shoulder and she's sweating cold
        my chest keeps squeezing and i feel faint
        discomfort in chest, short of breath, 55 male
        think I'm having a heart attack
        chest tightness and left arm pain
        dad has bad chest pain and looks pale
        my chest hurts and I'm short of breath
        chest feels squashed and my left hand is tingling
        Is it trapped wind? Pain in the middle of my chest for an hour, feel sick and cold
        my uncle is rubbing his chest and sweating and says he can't breathe right
        like an elephant on my chest
        Pain in chest goes to jaw and I'm sweating loads
        weird pressure in my chest when i walk upstairs and my left arm aches
        Father, 70, holding his chest and looks grey
        tight band across me chest, feeling sick and dizzy
        the pain's like a belt being pulled tight round me chest and down both arms
        i got chest pains and cant catch my breath bro
        bad indigestion feeling in the middle of my chest, jaw aches, pouring with sweat
        my husband says his chest feels heavy and he's gone clammy
        Client had crushing central chest discomfort on the table radiating to L shoulder
        my chest is so tight I think I'm dying
        Grandad's gone grey and sweaty and says his arm aches
        chest pain when walking uphill that goes when I stop
        crushing feeling behind breastbone
        I've chest pain and feel like being sick
        is it normal for your arm to hurt when your chest hurts
        My dad is clutching his chest
        Woman 68, nausea, sweating, epigastric and jaw pain
        heavy weight on my chest, cold sweat
        sudden pain between my shoulders and in my jaw, and I'm sick and sweaty
        central chest ache going down the arm for the last hour
        my heart hurts and my fingers tingle on left side, im scared
        crushing pain in my chest going down my left arm
        my chest is really tight and I feel sick and sweaty
        chest pain
        my dad is clutching his chest and looks grey
        feels like an elephant is sitting on my chest
        i think im having a heart attack
        chest hurts and i cant breathe
        pain in chest and jaw since this morning
        Is it a pulled muscle if my chest hurts and my left arm is tingling?
        my chest is achy and I'm lightheaded
        tight band across my chest when I walk uphill
        ma chest is awfy tight an ma airm's sair
        pt c/o central chest pain radiating to L arm, diaphoretic
        client has chest tightness and nausea, is it pec minor?
        heavy weight on my chest, wont go away
        I have pressure in the middle of my chest
        my mum says her chest feels funny and her jaw aches
        no fever but my chest really hurts
        chest pains on and off all day
        sharp pain behind my breastbone
        i have never had chest pain like this before
        left arm pain and cold sweats, jaw sore as well
        is this chest pain from a trigger point?
        could my chest pain come from my pec minor
        chest pains radiating to my back and shoulder blade
        my heart hurts and I feel dizzy
        chest discomfort, breathless, clammy
        painkillers don't touch this chest pain
        squeezing feeling in the chest that comes and goes
        dull ache in my left arm and I feel sick and clammy
        I had a heart attack 3 years ago and now my chest is tight again
        I'm not sure what is wrong, my chest hurts
        my chest feels like someone's standing on it
        pain across the chest and into both arms, cold sweat
        it's like a vice round my ribs and my left arm is numb
        Ive got a sore chest and im breathless walking to the car
        Bit embarrassed to ask, but I've had this squeezing behind my breastbone since lunch
        my husband has chest pain, should I massage his shoulder?
        Central crushing CP, clammy, 58M, on the table now. Continue?
        massive pain in my left arm and jaw, sweating like mad
        got this burning pain in my chest and down my arm bro
        chest is killing me
        ma chest feels like it's in a vice
        I woke at 3am with tightness in my chest and feeling faint
        chest pain when I walk upstairs, goes when I rest
        Is chest pain with arm tingling from scalenes?
        my chest is sore and my neck and jaw ache too, im 50
        chst pain
        chest paim and sweaty
        having a herat attack i think
        my grandfather is having pain in chest since morning what to do
        My chest is aching and I'm sweating through my shirt
        heavy chest, hard to breathe, 55 male
        It feels like someone is squeezing my heart
        pt reports exertional chest discomfort radiating to jaw
        I get a tight chest and pain in my left arm when I walk the dog
        my sternum is hurting badly and I feel woozy
        Grandad's clutching his chest
        chest pain since the gym, left arm numb
        should I worry about chest pressure that spreads to my neck
        got chest pains an feel light headed lol
        sir I am having heaviness in chest and perspiring
        is it ok to wait with a pain in the middle of the chest
        the tightness in my chest won't go
        breathless and a pain like a belt round my chest
        i reckon it's a heart attack, pain up my jaw
        My chest feel so heavy like stone
        strong pain on the chest, left arm
        dad says he has a pressure in his chest and feels sick
        I've been having pains in my chest all morning
        I'm 62, had a funny tightness across my chest when carrying shopping, and it went to my jaw
        there is a burning and pressure behind my sternum
        sweating and my jaw and arm hurt
        constant chest ache for two hours
        chest pain. trigger point?
        client's having chest pain now
        my husband collapsed holding his chest
    """,
    "stroke": """
        my mate's slurring and he ain't drunk, arm's hanging
        mum can't move her right side since waking
        out of the blue I can't see from my right eye
        his left arm just went floppy and he can't speak
        my lips feel numb on one side and I'm talking funny
        sudden severe headache, worst of my life
        me da's mouth is hanging down one side and his speech is like a drunk man's
        I couldn't lift my right arm this morning and couldn't think of words for ten minutes
        left leg and left arm suddenly numb
        wife looks confused, one eye closed up and droopy smile
        half of what I see has just gone
        face drooping on one side
        can't lift one arm and slurring
        sudden numb right side of body
        My sister suddenly can't say my name and one side of her mouth won't move
        got sudden weakness in my right hand and leg while making tea
        client's eyelid and mouth on left drooped mid session
        my wife's mouth has gone all lopsided and she's dribbling
        woke up n my right arm n leg are dead heavy and i cant talk right
        client suddenly can't find words and her right hand dropped the glass
        Gran can't smile properly on one side
        sudden blindness in left eye came like a curtain then went away, should I worry
        hubby talking gibberish and one arm has gone floppy
        suddenly the left half of my face and arm are numb
        mum's words are all muddled this morning and she keeps leaning to the right
        pt: sudden R facial droop, dysarthria, resolved in 10 mins
        my grandad went blind in one eye for five minutes
        my face feels numb on one side and I can't hold my cup
        He's slurring and his smile's wonky
        mum suddenly can't see out of one side
        dropped my phone, couldn't speak for 2 mins, ok now
        patient, transient left hemiparesis this am
        my neighbour's face fell on one side
        aunty cannot lift her right arm or leg since she woke and can't talk
        suddenly confused and unsteady, grandad keeps calling me by wrong name
        left side of his face has dropped
        She woke up and can't move her left arm, speech is off
        suddenly lost my balance and my words are slurring
        pt with sudden onset R sided weakness
        my mum's face is drooping
        his face has dropped on one side and he can't lift his arm
        I suddenly can't speak properly
        slurred speech and weak arm
        my words are coming out all wrong
        one side of my body has gone numb
        my face drooped for ten minutes this morning but it's fine now
        dad woke up with his mouth hanging down one side
        sudden weakness in my left arm and leg
        right arm and leg have gone weak
        ma da's talkin gibberish an his mooth's squint
        client has facial droop and dysarthria
        ?TIA client c/o transient aphasia
        half my face is numb and my arm is weak
        I can't lift my right arm and my speech is slurred
        she's talking like she's drunk but she hasn't been drinking
        grandad can't smile properly one side of his mouth won't move
        is my husband having a stroke?
        sudden loss of vision in one eye
        worst headache of my life came on suddenly
        my left side has gone all weak and floppy
        suddenly confused and slurring
        I think my nan has had a stroke
        his left arm has suddenly gone limp and his face looks lopsided
        she cant get her words out and her face looks funny
        my friend's speech is slurred during yoga
        smile is uneven and arm is heavy
        I think I had a mini stroke this morning
        whole left side weak and numb
        went blind in one eye for a few minutes
        the left half of my mam's face has slid down
        my speech went funny for five minutes then came back
        he can't raise his left arm and keeps muddling his words
        pins and needles down my whole right side, face and arm too
        my hand suddenly stopped working and I couldn't find words
        dad's mouth looks wonky and he's dribbling
        Wife's smile is lopsided all of a sudden
        facial drooping on the right and arm drift, 67F client
        my eye and mouth on one side won't move
        sudden severe headache like being hit with a bat
        My face feels numb on one side and my arm is heavy
        lost the sight in my left eye this morning for a bit
        gran cannae lift her airm an her face is squint
        my fingers and lips are numb and I can't talk right
        i think my mate is havin a stroke
        he is talking nonsense and one arm has gone floppy
        could this be a TIA? arm went dead and speech was slurred
        face all droopy one side
        Her words are jumbled since breakfast
        FAST positive client what do I do
        my smile is crooked and my hand is weak
        can't move left side of my face
        all of a sudden I can't move my right arm
        he's slurring and can't walk straight
        words won't come out right since an hour ago
        My husband's face looks funny on the left, like it has fallen
        mum's gone numb all down one side
        her speech is all mixed up and she can't hold a cup
        my vision went black in my right eye for five minutes
        sudden numbness in face, arm and leg on left
        ma face has went aw droopy
        Client suddenly can't smile on one side mid session
        I get my words muddled and my arm is heavy today
        left arm weakness + slurred speech 30 min
        the corner of my mouth is drooping
        half my body is numb
        he can't speak and his arm is weak
        my arm won't work suddenly and my face is numb
        woke up and my right side won't move
        my speech is slurred
        face drooping since this morning, is that a trigger point in the masseter?
        lost my balance suddenly and my words are slurred
        Nana's face is lopsided and she's not making sense
        I can't feel the left side of my body
        can't see out of my left eye suddenly
    """,
    "lung-clot": """
        short of breath with a swollen painful leg
        I'm breathless and have stabbing pain in my chest when I breathe in
        DVT last week, now short of breath
        out of breath for no reason and one calf swollen
        sharp pain when I take a deep breath, coughed up a bit of blood
        sudden breathlessness, had a baby last week
        chest pain when I breathe and swollen leg
        suddenly breathless after long flight
        Broke my leg three weeks back, cast on, today I'm suddenly puffed and my side hurts breathing
        chest pain worse with breathing, my calf was sore last night
        got off long flight two days ago, now can't breathe well and sharp chest pain
        calf swollen and now coughing up blood
        it stabs when I breathe in and I'm breathless for no reason since my knee operation
        i cant catch my breath and it hurts when i breathe deep, i had a csection 10 days ago
        my leg's been swollen and now my chest is tight and I'm out of puff
        coughed up some blood and sharp pain under ribs
        Sudden SOB and pleuritic pain, recent long haul, Wells 6
        short of breath all of a sudden and my calf has been sore for days
        chest hurts on breathing in, got plaster on leg, breathless
        coughing blood and out of breath
        I've been on bed rest with a broken leg and suddenly I'm panting
        can't breathe properly, chest pain when breathing, just flew in from Dubai
        breathless and my leg is swollen
        stabbing pain on breathing in, spitting blood
        my calf is swollen and I'm short of breath
        swollen leg and chest pain
        left leg red and swollen, now I cant breathe properly
        coughing up blood and my calf hurts
        pain in my calf after a long flight and now breathless
        I had a DVT scare, my leg is swollen and my chest hurts when I breathe in
        pt unilateral leg oedema + SOB
        client has a hot swollen calf and is breathless
        sharp chest pain when I breathe in, out of breath since my flight
        ma leg's swollen an ah cannae breathe
        calf sore and swollen, coughed up some blood
        could I have a pulmonary embolism
        I think I have a clot on my lung
        one leg is bigger than the other and hurts and i'm gasping for air
        leg is swollen. also getting breathless going upstairs
        my calf is throbbing and red and my chest feels tight
        suddenly short of breath two weeks after knee surgery, and the calf is swollen
        my calf's really sore and swollen and I'm puffing like mad
        leg clot and now chest pain
        swollen calf. Now I get a stabbing pain every time I breathe in
        had a hip replacement two weeks ago, calf swollen, breathless today
        my left leg is massive and red, and I can't catch my breath
        coughing blood
        calf pain then suddenly out of breath
        calf is sore and I've got a sharp pain in the chest
        I had a DVT diagnosed, now struggling to breathe
        leg swollen after flight, chest tight
        spitting blood and one swollen leg
        thigh swollen, hot; also short of breath on stairs
        breathless since my long haul flight, leg aches
        leg's red and swollen and my breathing's bad
        chest pain and a swollen calf
        my left calf is hot. I'm also very short of breath.
        short of breath, coughing up blood
        can't breathe well since my leg swelled up
    """,
    "leg-clot": """
        the calf on my left leg is swollen, warm and really tender
        red swollen leg after my c-section
        right leg swollen and painful after long drive
        my calf is tender, warm and swollen
        my left calf is swollen and tender to press
        one leg is red and warm and hurts
        calf pain since I was in hospital, swollen ankle and foot on that side only
        calf swollen, red and painful
        one leg swollen after flight
        Lower leg on the right is hot, sore and bigger than the left
        calf swelled up after being in bed with flu for a week
        52F unilateral calf swelling 4 cm difference, tender
        one calf is bigger, red and warm
        left leg swollen since I got out the plaster, sore to touch behind the knee
        pain in my calf and it's swelled up after flying back from Oz
        client has unilateral calf oedema and tenderness, 10 days post hip replacement
        my left lower leg is all swollen and shiny, can I massage it?
        red hot painful calf, on the pill
        since the plane my calf aches and looks bigger than the other one
        ?DVT R calf, tender, pitting oedema
        my calf's red and puffy and feels hot
        leg swollen on one side after surgery
        one leg's swollen up to the thigh and aching
        worried I have a blood clot in my leg
        I'm 5 days after bunion surgery and my calf has gone hard, warm and sore
        the back of my knee and calf are swollen and aching since the bus trip from Lagos
        r leg swelling x 3/7, tender along deep veins, active cancer
        swollen painful calf after knee surgery
        my calf is hot and red and throbs
        think I've got DVT
        my left calf is swollen and hot
        one leg is swollen, warm and tender
        my calf is red, hot and painful
        right calf swollen after a long haul flight
        is it a DVT? my calf is swollen
        leg swollen and sore, only the left one
        ma calf's swelt up an it's roastin
        calf has doubled in size and is really tender
        client presents with unilateral calf oedema and erythema
        my wife's thigh is swollen and red since the caesarean
        I think I have a blood clot in my leg
        calf hot tender to touch ?DVT
        my leg has ballooned, just the one
        pain and swelling in one calf. it's warm as well
        swollen calf no injury
        My calf is puffy. It's warm too.
        lower leg is all puffed up and throbbing on the right side
        do i have a clot in my calf
        left calf feels warm and looks bigger than the right
        should I massage my swollen calf
        tender calf, warm to touch, been in bed for two weeks
        My left leg has swollen up since the flight home
        one of my calves is red hot and tender
        lower leg swelling, left only, warm, post op day 10
        why is one leg bigger and hotter than the other
        the back of my calf is warm and swelled and it hurts to touch
        swelling in my right calf with redness
        my leg is throbbing, red and swollen up to the knee on the left
        R calf tender, warm, oedematous. Massage?
        could this be DVT
        calf is swolen and sore on right leg after knee op
        I've a pain in me calf and it's all red and puffy
        been on the pill 3 months and now one calf is swollen
        my leg has swelled up and gone red
        is my calf supposed to be twice the size of the other one
        swelling of the left lower leg with warmth and tenderness
        calf like a rock, hot and swollen
        why is my left leg swelling and hot to touch after bed rest
        sore red lump in my calf, warm
        right leg oedema, calf tender on squeeze
        pain in calf for 2 days it is red and hot
        My thigh's swollen on one side, sore to press
        a swollen leg on the left since my operation
        my ankle and calf on one side have swollen up and feel hot
        left calf pain with redness and heat
        calf swelled up after surgery
        one leg hot and swollen do i roll it
        a hot painful swelling behind my knee in the calf
        its just one calf thats swollen
    """,
    "joint-infection": """
        ankle is huge and red, hot to touch, and I've been shivering since last night
        my shoulder was injected on Monday, now swollen, throbbing, temp 38.8
        swollen hot elbow with chills
        my hip prosthesis hurts and I've a fever
        one knee, double the size, heat off it like an oven and a fever to match
        after joint injection: pain +++, rigors, can't weight bear
        elbow's angry and puffed up and I'm burning up
        red hot swollen knee and shivering
        joint replacement painful and hot with fever
        my wrist is swollen, hot and I've been throwing up with a temp
        me knee's like a furnace and twice its size, and I'm proper shivery with it
        fever of 102 and my hip hurts so bad I can't walk
        knee like a hot water bottle, swollen, I've the shivers and feel dreadful
        client's elbow is red, swollen, hot and he has fever of 39.2
        My replaced hip has become very painful suddenly, with chills
        ankle joint really sore red hot cant move it feel sick and sweaty
        my fake knee's gone all hot and I've got sweats
        the finger joint is fat, red like tomato, and I have 39 degrees
        had a jab in my hip last week, now it's throbbing, I can't lift the leg and I'm shivery
        Acute hot swollen wrist in pt on anti-TNF, pyrexial
        knee came up overnight like a balloon, hot as fire, temp of 38.4
        septic joint? client with RA, single hot knee, systemically unwell
        my shoulder's hot and I'm running a fever since the steroid injection
        ankle too painful to move, scarlet, and I'm shaking with cold
        My elbow got infected, it's huge, hot and I can't bend it, feeling rough
        had a knee replacement in spring, now it is hot, painful, and weeping, with fever
        my big toe joint is red hot, swollen and I have fever and chills
        hip so sore I can't move it and my temperature is 39
        my knee is hot and swollen and I have a fever
        hot red swollen ankle and feeling really ill
        knee replacement is red and hot, temperature of 38.5
        my hip is so painful I can't move it and I'm shivering
        swollen elbow with chills
        wrist is red hot and I feel rotten
        ma knee's roastin an swollen an ah feel awfy no weel
        pt pyrexial, hot swollen R knee
        client has an inflamed hot knee and is febrile
        I've got the shivers and my shoulder joint is swollen and hot
        swollen big toe joint and a high temp
        My knee is red and swollen. I've been running a temperature since last night.
        could it be septic arthritis, knee is hot
        infected knee joint with fever
        finger joint is hot, red, swollen and I feel unwell
        knee swelled up after an injection and now I have a fever
        my knee's the size of a melon, burning hot, and I'm shivering in bed
        hot swollen knee, temp 39
        ankle joint red, warm, with fever
        My hip hurts so much I can't move my leg and I've had a fever since yesterday
        knee is red and puffy and I feel like death warmed up
        toddler won't use her arm, elbow hot and swollen, high temperature
        since the steroid injection my shoulder is hot, red and I've got the chills
        my knee replacement is hot and oozing and I feel feverish
        swollen wrist, feverish and shaky
        elbow is up like a balloon, hot, and I feel proper poorly
        acutely hot swollen joint, systemically unwell
        my fever is 101 and left knee is swollen and red
        knee is swollen, I have chills
        i have a fever and my hip joint is agony
        hot red toe and I feel ill
        ankle infected? it's red hot and i've a temperature
        wrist joint is swollen, red and I'm burning up
        My husband's knee replacement is swollen and he's shaking with cold
        R knee effusion, erythema, temp 38.7
        my shoulder is really hot and swollen and I feel like I've got flu
        ma elbow's red hot an am shiverin
        knee hot + swollen + fever
        knee feels like its on fire, swollen, and I've got the shakes
        feverish, and the hip I had replaced is throbbing and red
        my elbow is red, hot and I've been vomiting with a fever
        painful swollen ankle with high temperature
        one red hot joint and feeling dreadful
    """,
    "fracture": """
        my husband fell off a chair changing a bulb and his hip is agony, he can't get up
        ball hit my finger and it's sticking out sideways
        I rolled my car last night, my neck hurts and I feel tingles in my fingers
        kid landed on his arm off the swing and it's got a bend in it
        my daughter fell off her pony and her wrist is a funny shape
        I got rear ended at speed an hour ago and my neck is so painful I can't turn it
        mother slipped in bath, hip pain, leg shorter
        I twisted my knee, it popped, and I can't stand on it
        the lad went over the handlebars and his collarbone's tenting the skin
        i punched a wall and now my knuckle has sunk in and hand is fat
        old lady down the street fell off the kerb and can't stand, says her hip hurts
        rolled the quad, my lower back is screaming and I daren't move
        toe stubbed bad, it's pointing east
        heard a crack when I landed on my wrist, now I can't grip
        kneecap popped out playing football and I pushed it but can't walk
        I came off my bike and my hip is agony, can't stand on it
        ankle bent at a horrible angle
        mum tripped, wrist deformed
        crashed the quad and my back's agony, can't get up
        fell down stairs and can't move my neck
        Nana slid off the sofa and her leg is turned out and she yells if you touch it
        i came off me scooter n me elbow is swole n i cant bend or straighten it
        Tree branch came down on my shoulder, collarbone is sticking up funny
        Slipped on the wet tiles, my wrist looks like a dinner fork now
        granny had a wee tumble off the bed and now one leg looks shorter than other and she screams if we shift her
        kid fell off monkey bars elbow looks wonky, can't straighten
        knocked off my motorbike, my neck's killing me and fingers are tingling
        fell off horse, can't get up, back is agony
        i dropped a dumbell on my foot and i cant walk on it and toe pointing wrong way
        Heard my ankle snap playing netball, cant put it down
        My shoulder came out of the joint in the scrum and I can't get it back in
        came a cropper on the ice an me hip's giving me gyp, canna get up off the floor
        my thumb is pointing backwards after catching a cricket ball
        nan fell in the kitchen, she's 88, groin pain and she can't stand
        hit by a car while cycling an hour ago, back hurts, should I stretch
        Client came off her bike, collarbone has a lump sticking up and she can't lift the arm
        knee went sideways at football and kneecap's round the side
        jumped off a wall, both heels agony, can't walk
        dived into the shallow end, neck hurts and hands tingle
        my little lad's arm looks bent after falling off the trampoline
        tripped over the dog and my ankle is the size of a melon, can't take a step
        skateboard slam, forearm looks like a banana
        I think my hip is broken, I fell in the shower
        Osteoporotic 81F, fell onto buttocks, severe midline thoracic pain
        car accident two hours ago, neck very sore and stiff, should I massage it
        so my mate jumped off the pier and hit a rock and his leg is flopping about, do we massage it
        My client's toddler fell from the changing table and won't use her arm
        got tackled, collarbone is poking up
        i was in a car crash yesterday my back hurts bad and my toes tingle
        granddad fell, can't get him up, his leg's twisted out
        dislocated my knee just now what do i do
        fell from a horse onto my back, can't stand for the pain
        slipped on ice, can't put any weight through my foot
        I fell and can't put weight on my leg
        fell off a ladder and my ankle looks bent the wrong way
        tripped over the dog and now I can't walk
        my mum slipped in the shower and can't stand up
        bone is sticking out of my shin
        pt unable to WB post fall
        came off my bike and my wrist is deformed
        I think I've broken my hip
        nan had a tumble, her leg looks shorter and turned out
        cannae pit weight on ma leg since ah fell
        twisted my ankle, heard a crack and can't bear weight
        my leg is at a weird angle after a tackle
        went over on my ankle, can't take any weight on it
        I was hit by a car and my leg won't hold me
        fell on the stairs. Can't get up.
        I fell 2 weeks ago and I still can't put weight on it
        my arm looks wonky after falling off the trampoline
        client fell this morning, non weight bearing on the left
        I think my ankle is broken
        landed awkwardly from a jump and my knee looks out of place, dislocated
        old lady fell, hip pain, can't lift her leg
        elderly client slipped on ice yesterday and cannot weight bear
        i feel down the stairs and i cant walk on my foot
        crashed my scooter and I can't stand on my leg
        took a fall, unable to stand
        fell on my shoulder and the collarbone snapped, i can feel the bone
        mam fell out of bed and can't put her foot to the floor
        my ankle went crack when I landed and I can't step on it
        Fell skiing. Knee swollen, can't weight bear.
        he came off the motorbike and his leg is bent wrong
        Slipped on wet leaves yesterday, hip agony, cannot walk
        my toddler fell off the sofa and won't walk
        elderly lady, fall at home, leg shortened and externally rotated
        dropped a weight on my foot and can't stand on it
        did my ankle at footy, heard it snap, cant walk
        I was knocked over and now I can't bear any weight on my left leg
        fell down the stair, ma leg willnae take ma weight
        since my fall I can't lift my leg off the bed
        car accident yesterday, cant move my neck and hip, cant stand
        think ive broke my foot
        I tripped in the garden. My hip is agony. I can't get up off the floor.
        bone poking through the skin
        she had a bad fall and her arm looks deformed
        i fell and my leg is bent in a funny way
        landed on my hip and can't get up
        my ankle went under me and I can't put any weight through it
        my foot is pointing the wrong way after I fell
        tackled at rugby, heard a snap, shin looks bent
        fell down, knee popped, cannot stand on it
        fractured my leg I think
        hip fracture? 82F fell, unable to weightbear
        I slipped & can't walk on my left leg
        is it broken? fell on my wrist and it's a weird shape
        came off horse, can't bear weight
        mum tripped over the rug and can't get up, hip is killing her
        I've fallen and I can't get up
        fell on my hip two days ago, can't bear weight at all
        my kid jumped off the shed and won't put weight on his foot
        broke my ankle i think, it's all bent
        twisted knee at netball, can't stand
        had an accident on my e-scooter, arm looks deformed
        heard my shin crack in the tackle and couldn't walk off
        slipped off the kerb, ankle swollen and I cannot walk
        she fell, her hip is at an odd angle
    """,
    "suicidal-thoughts": """
        I just want the pain and my life to end
        thinking of jumping off the bridge near my house
        my husband keeps saying he would be better off dead
        I've taken 20 paracetamol
        been self harming again since the injury
        there's no reason for me to live any more
        I want to disappear forever
        I feel like ending my life
        my friend took an overdose
        I hurt myself with a blade when I'm sad
        there is no point in living
        I keep thinking how nice it'd be to not exist
        I've had enough, I want to go to sleep for good
        my client says he has nothing to live for
        i swallowed a whole box of codeine
        i have the knife and i'm going to do it
        what is the point of carrying on
        looking up ways to end my life
        I'm going to take all my pills
        cutting myself to cope with pain
        my friend wants to die
        feeling suicidal because of the pain
        Every night I pray I won't wake up
        i jus want it 2 b over, i got pills
        My teenage client has cuts on her arms, she said she did it herself
        the voices tell me to kill myself
        pain has beaten me, I don't want to carry on living
        my dad said he might shoot himself
        I don't want to be here any more, the pain is too much
        thinking about ending things
        client said everyone would be better off without her
        what's the quickest way to go, I'm done
        i've been cutting my arms again
        i took a load of tablets an hour ago
        can't see any reason to carry on with life
        what's the point of stretches when I'd rather not wake up tomorrow
        I keep looking at the bridge on my way home
        he says he has a plan and a rope in the garage
        ive got 60 tramadol here and im thinking of taking the lot
        i hate myself so i burn my legs with a lighter
        my back pain makes me wish I was dead
        sorry everyone, this is goodbye
        Patient with chronic pain says life isn't worth living
        i wanna die
        I have been hurting myself on purpose
        I don't see a reason to live with this back
        My client told me she's planning to take her own life
        thinking of taking all my amitriptyline tonight
        life's not worth it any more with this pain
        I wish I could go to sleep and not wake up
        my best friend sent me goodbye texts and has pills
        I can't stop thinking about driving into a tree
        client said he'd be better off dead
        I've started cutting my thighs again when the pain gets bad
        how many paracetamol would kill you
        I want to end it all
        I can't go on like this, I have pills saved up
        she posted that she's going to jump
        nobody would notice if I was gone
        i dont want to be alive
        I want to die
        my back pain is so bad I want to kill myself
        i cant go on anymore
        I don't want to be here any more
        thinking about ending it all
        whats the point of living with this pain
        suiside
        I keep thinking about suicide, what stretches help my hip?
        my client says she wants to end her life
        i've been cutting myself again
        how many paracetamol to kill myself
        I feel like hurting myself
        everyone would be better off without me
        ah want tae dee
        i wish i was dead
        sometimes i wish i wouldn't wake up
        kms
        going to jump off a bridge
        my son is talking about killing himself
        I've got enough tablets saved up to end it
        this hip pain makes me suicidal
        life isn't worth living with this back
        i just want to disappear forever and never wake up
        nobody would miss me if i was gone
        I took an overdose
        I took all my tablets
        client disclosed self-harm and suicidal ideation
        pt expresses SI with plan
        gonna end my life tonight
        no reason to live anymore
        I dont want to live like this
        better off dead
        I am having thoughts of harming myself
        my friend wants to kill herself
        I'm going to hang myself
        wanna unalive myself
        I can't see any reason to carry on
        throw myself under a train
        i dont see the point any more
        I can't do this anymore I just want it to end
        sometimes I think everyone would be happier if I was dead
        I've been thinking of ways to end my life
        My daughter says she doesn't want to be alive
        honestly i could just take all my tramadol and be done
        what's the quickest way to die
        ive started cutting again
        Client mentioned he has been planning to hang himself
        life has no meaning with this pain, I want out
        I hate my life and want to end it
        Wish I could go to sleep and never wake up
        i feel like killin masel
        I am fed up of living
        is it painful to overdose on amitriptyline
        I want to hurt myself when the pain gets bad
        thoughts of suicide
        there's no way out for me, I've written the letters
        not sure I want to carry on living
        dont want 2 live
        i want to kms
        can't take it any more, ready to jump off the roof
        I'd rather be dead than live with this hip
        feel suicidel
        im so tired of being alive
        i want to end things
        thinking of killing myself
        my pain makes me want to die
        nobody would notice if i died
        I've started to self harm because of the pain
        I have a plan to end my life
        what happens if I take the whole box of co-codamol
        don't want to wake up tomorrow
        lately i think about ending it
        client tells me she's suicidal
        i cut my arms last night
        My husband keeps saying he'd be better off dead
        wish id never been born
        is there a painless way to end it all
        I'm going to top myself if this doesnae stop
        there is nothing left to live for
        I can't live like this any more
        I think about not being here
        ending my life feels like the only way out
        i feel suicidal today
        I'm thinking of taking my own life
        I want to be dead
        my mum said she wants to kill herself
        what is the point of being alive
        might as well be dead
        just want to not wake up
        going to take all my pills tonight
        I've thought about jumping in front of a train
        don't think I can go on
        been harming myself
        hurting myself on purpose
        ready to end it
    """,
    "cord-compression": """
        my fingers don't do what I tell them and walking downstairs I feel drunk, been having neck pain
        had kidney cancer out 2 yrs ago, back pain in the middle and now legs are like cotton wool
        lightning down my spine when I bend my neck
        arthritis of neck and now I drop things with both hands and walk stiff
        shock sensations down both arms on looking down
        Has a neck MRI pending. Since the weekend he's falling over his own feet and his hands fumble the remote
        diagnosed with lung cancer in spring, now pain round my ribs like a girdle and weak legs
        tingling in all my fingers and toes, stiff walking, neck crunches
        numb clumsy hands and a heavy walk, neck arthritis
        can't walk straight and neck pain with tingling arms and legs
        pain like a band round my middle and legs are giving out
        Sir my neck is paining since 1 year, nowadays both hands are very weak and I fall while walking
        wearing concrete boots is what it feels like, and my hands have gone stupid. neck's wrecked from rugby years
        78M ca prostate, thoracic pain, legs off for two days
        neck surgery was suggested but I waited, now I keep missing the buttons on my shirt and I trip up kerbs
        whenever I tuck my chin there's a buzz that shoots down to my feet
        52M neck pain, hyperreflexia UL and LL, positive Babinski, hand intrinsic wasting. can I mobilise?
        Me legs feel like they're wading through treacle and me neck's been stiff as a board since Easter
        is there a yoga pose for numb clumsy fingers, both hands, plus my legs keep giving way
        when I look at the ceiling or down I get electricity through all four limbs
        bilateral UL paraesthesia, gait ataxia, Hoffmann's +ve, neck stiffness
        since the massage on my neck, both my arms and my legs feel without power
        hands so clumsy I can't do me bra up, and neck ache
        Gait is unsteady and he has neck pain with arm weakness bilaterally
        I get zaps down both arms when I nod
        Neck pain for years but new is clumsiness of hands, and legs are stiff like wood
        electric feeling goes down my back when I drop my head
        I keep tripping and my handwriting is awful since neck got bad
    """,
    "spine-infection": """
        my back is so sore and I've the chills, I was in hospital with sepsis last month
        Pt on chemo: pyrexia 38.3 with localised lumbar pain
        fever and bad back since my dialysis line went in
        my neck is sore deep in the bone and I've been burning up after an infected tooth
        lower back in bits, shivery, had a kidney infection two weeks back
        Back pain, fever, IV drug user
        since tuberculosis treatment my backbone is paining and in the evening fever comes
        bad pain between shoulder blades, came on after a boil on my back burst, and I feel dreadful
        back pain and fever for three days
        diabetic with back pain and shivers
        spine pain after blood infection, sweating at night
        Had an abscess drained, now my spine aches day and night and I'm sweating buckets
        back's been terrible since the drip line got infected, cold shivers too
        terrible back ache and keep going hot and cold since i had a urine infection
        I inject heroin, back has been getting worse for two weeks and now I'm feverish
        Temp 38.9, thoracic spine pain, on dialysis via line. Safe to massage?
        my husbands on immunotherapy and his lower back is in agony day and night and he's got the shakes
        back pain that doesn't let me sleep and each night i burn with fever
        spine tender to tap, rigors, recent endocarditis
        my lower back's been murder since that abscess and now i feel proper poorly
        had a tooth out three weeks ago, infection after, now my neck pain is constant and I have a temperature
        awful backache with sweats and shivers
        post discectomy 2/52, increasing back pain and pyrexia
        I've diabetes and this pain in my spine is getting worse every day and I feel ill
        been having chills and my mid back throbs
        My lower back pain started after a bad urine infection, and it is there all the time, even lying still
        Client post spinal injection 10/7, worsening pain, feeling feverish
        my back hurts and I've had rigors since my pacemaker got infected
        severe low back pain and a temp of 39
        on steroids for years, new constant back pain with night sweats and chills
    """,
    "cervical-artery": """
        neck got cracked by a barber, now my head spins and I'm being sick
        stabbing neck pain that came on suddenly, one pupil bigger, eyelid droopy
        one-sided neck pain, drooping eyelid since whiplash
        neck pain and dizziness after being adjusted, with double vision
        since my yoga headstand I have a nasty neck pain and my balance is shot and I see two
        neck pain with a pupil that's gone small and a lid that hangs
        new severe occipital headache, dysphagia, facial paraesthesia post MVA
        neck pain and double vision after chiropractor
        sudden severe neck pain and headache, dizzy and sick
        Something popped in my neck at jiu jitsu and now I'm dizzy with a weird headache and blurry eye
        never had a neck pain like this, and my voice has gone hoarse and I can't swallow properly
        had my neck adjusted on Monday, now I'm dizzy and see two of everything
        sudden worst pain in side of neck, my eyelid is droopy and I feel off balance
        after whiplash my head pain is like nothing I ever had and I get vertigo
        new unfamiliar neck pain R, Horner's, ataxia
        neck pain came out of the blue tearing feeling and my face is tingly
        After bonesetter twisted my neck I am vomiting and the world is turning round
        Neck ache on the right that came on suddenly like nothing before, and my pupil on that side is tiny
        post RTA neck pain, dizziness, dysphagia, drop attacks. SNAGs ok?
        my head pain is the worst of my life, started when I cracked my own neck
        neck sore since roller coaster and i see double when i read
        neck manipulation yesterday; today severe headache and trouble swallowing
        neck and head pain I've never had the like of, and I'm staggering
        droopy eye and neck pain since I fell off my surfboard
        my neck suddenly felt like it ripped and now the room spins
        new thunderclap headache with neck pain
        client, sudden unilateral neck pain, 'never had this before', unsteady gait, facial numbness
        got a crick cracking my neck, and ever since dizzy, blurry vision
        worst headache back of the head with stiff painful neck that came on lifting weights, and nausea
        my left eyelid droops and neck hurts on left
    """,
    "aortic-aneurysm": """
        I've got this beating lump under my belly button and backache
        Suddenly felt something tear in my back, terrible pain, went cold and clammy
        sudden pain in stomach and back and I collapsed
        pulsing in my belly with back pain
        there's a pulse in my stomach I never had before and my lower back is aching
        Out of nowhere a horrible pain in my back and side, I'm 70, clammy and felt like collapsing
        felt a rip in my chest and back then fainted
        I've an aneurysm in my belly and now it hurts
        pulsating lump in stomach and back pain
        sudden severe tummy and back pain, sweaty and faint
        Grandpa has bad pain in his back and tummy that came sudden and he's sweating and pale
        I can see my belly pulsing and there's a dull pain in my back that won't quit
        I can feel something pulsing in my tummy and my back is killing me
        72 year old smoker, sudden ripping pain in the back and belly, went pale
        dad has known AAA and now has bad back pain
        all at once terrible pain from my chest through between my shoulder blades like being torn in two
        Pensioner here, there's a thumping lump above my belly button and me back aches
        Grandpa suddenly doubled over with belly and back pain and then fainted
        sudden knife pain between shoulder blades, sweating, nearly blacked out
        expansile abdominal mass palpated in 70M with LBP
        throbbing in my abdomen that I can see moving and a deep ache in my back
        sudden agony in my lower back and belly, feeling faint and sweaty, I'm 69
        He's 75, says his back is bad out of nowhere, he looks pale and clammy and his tummy hurts
        when I lie down something beats in my stomach, and I've got pain in my back I can't explain
        ripping pain between my shoulder blades came from nowhere
        back pain, known aneurysm being watched
        my tummy has a lump that beats like a heart
        sudden tearing belly pain going to the back and I passed out
        aortic aneurysm and sudden back pain
    """,
    "compartment-syndrome": """
        leg crushed by a motorbike, tight like a drum, toes numb
        broke my wrist yesterday, the cast is squeezing, fingers blue and the pain is terrible
        after a kick my shin is swollen hard and my foot is tingling
        pain under the cast is getting unbearable
        dropped a pallet on my leg, calf is rock hard and it hurts more than when it happened
        in a cast, can't feel my fingers and they're swollen
        after running, shin is rock hard, foot dropped and pain is off the scale
        my arm got trapped, it's tight, swollen and pins and needles, pain unreal
        leg in cast is swollen, very painful and tingling
        calf hard as rock after being kicked and foot numb
        Son's cast was put on this morning. He says it's too tight, his fingers are purple and he's screaming
        deadlegged at rugby, thigh is like wood and I can't bend my knee, pain is unreal and it tingles
        my son's broken arm is in a cast and his fingers are blue and swollen and hurts like mad
        shin got kicked at footy, now it's rock hard and painkillers do nothing and foot is numb
        forearm crushed in a door, getting tighter and tighter, agony when I move my fingers
        post tib fib fracture, increasing pain on passive stretch of toes, tense calf
        leg run over by a quad, calf is as hard as wood and foot is cold and pale
        plaster's too tight, fingers swollen and tingling
        After a 20 mile march my shins are solid and I can't lift my foot
        fell asleep on my arm drunk for hours now its swollen tight and numb and super painful
        my calf's solid after a kick, can't move my toes and the pain's getting worse and worse
        cast feels way too tight and my hand's gone numb
        pain in leg out of proportion after the fracture
        thigh trapped under a machine at work, hugely swollen and hard, tingling foot
        did 500 squats and my thighs are swollen like tree trunks, agony and I can't bend my knees
        leg in cast, pain getting worse and worse, toes cold
        crushed my leg at work, shin is tight as a drum and I can't bear it
        forearm is rock hard after the break and my fingers are going numb
        new plaster, pain unbearable, fingers white
    """,
    "severe-allergy": """
        used a new balm and now my eyes and lips are puffing up and I'm wheezy
        ate a cookie with nuts, throat is closing up
        bee stung me and my throat is swelling
        client has hives and is wheezing
        my lips went huge after eating a peanut bar
        can't breathe, tongue is swelling
        allergic reaction to the latex gloves, throat closing
        swollen tongue after eating nuts
        rash and trouble breathing after tablet
        my lips are tingling and throat feels tight after the new massage cream
        Got stung, whole body itching, can't get my breath
        eyes swollen shut and hives after antibiotics
        after the massage oil my lips and tongue puffed up
        i ate prawns and now hives all over and im wheezing
        throat feels like its closing after the bee sting
        client's face swelled and she feels faint ten mins after I used nut oil
        I think I'm having anaphylaxis
        my tongue is getting fat after new antibiotic
        stung by wasp, covered in hives and dizzy
        put tape on a client and her eyes are swelling shut and she's wheezing
        can't swallow, throat tight, lips tingling after eating cashews
        throat swelling up after peanuts
        client broke out in hives and is struggling to breathe after the massage
        my face is blowing up like a balloon since I took ibuprofen
        itchy all over, lips swelling, feel faint
        I put that new muscle rub on and now I've a rash all over, my lips feel thick and I feel light-headed
        client went blotchy and wheezy after I applied arnica
        tongue swelling, what do i do
        I've come out in lumps all over and my throat is tight
        lips are swollen and I can't breathe after a new tablet
        face swelled up after massage with almond oil
        bee sting, feeling faint and sick, itchy everywhere
    """,
    "child-limp": """
        3 yr old limping with a high fever
        my son can't put weight on his left leg and is hot and cranky
        toddler refuses to walk and has a temperature
        my seven year old's knee is sore and she has a fever
        our 5 yo has a temperature and a sore leg and doesn't want to walk
        daughter limps and looks ill
        toddler won't stand on one leg since morning
        my nephew, 11, thigh pain and can't put weight on leg
        my child is limping and feverish
        5 year old refuses to put weight on leg
        My wee girl, 4, has been limping since Tuesday and today she's roasting hot
        Grandkid won't stand up or walk, no fall, crying
        son aged nine with sore thigh and fever
        my 5 year old won't walk on his leg and has a temperature
        toddler limping since yesterday, feverish and off her food
        wee girl of 3 screaming when I move her hip, she's burning up
        9 yo refusing to weight bear on right leg, no injury
        our lad, 12, has groin pain, limping and can't put weight on it
        little one 2 y hobbling and hot as a furnace
        my daughter aged 7 says her hip hurts, she won't stand, fever 38.5
        grandson limps and cries at night, and has lost his appetite and has a temp
        4yr old boy, hip held flexed, NWB, T 38.7
        my toddler stopped walking and has a fever
        kid's hip pain with high temp
        he's 6 and limping badly and very poorly
        baby screams when I move her leg to change her and she's hot
        teenage boy with knee pain, can't weight bear, overweight
        My three-year-old had a cold last week and now she won't walk, just cries and holds her knee
        six year old with hip pain and temperature
        our baby's leg is swollen and hot and she screams when we lift it
        my 2 yr old is limping and has a fever
        my boy won't put his foot down, it's been two days and he's hot
        8 year old girl, sore hip, refuses to walk
    """,
    "pregnancy": """
        I'm pregnant, my hands and face swelled up and I have a bad headache
        35 wks and baby's hardly moved today
        I'm 10 weeks pregnant with heavy bleeding
        pregnant and my baby isn't moving
        28 weeks pregnant with bad belly pain
        pregnant, fluid leaking
        I am 20 weeks along and have bleeding
        baby kicks much less today
        pregnant wife has headache and blurred vision
        I think my waters are leaking
        strong tummy cramps and I'm 6 months gone
        pregnant with vaginal bleeding
        baby moving less at 30 weeks
        pregnant, headache, spots before my eyes
        I'm 7 months pregnant and my head is splitting and I see little stars
        33 weeks, haven't felt him kick since last night
        bleeding and cramps, just found out I'm pregnant
        expecting in June and my leg is swollen and sore in the calf
        I'm 30 weeks and bleeding a bit
        pregnant, terrible headache and seeing spots
        baby hasn't moved all day, 34 weeks
        I am pregnant and have sharp pains low in my belly
        my waters have gone at 28 weeks
        expecting twins, face and hands puffed up overnight and head pounding
        preggo and my left calf is swollen and sore
        I'm carrying and there is blood when I wipe
        wife is 7 months, very swollen face and hands and headache that won't shift
        26 weeks, contractions every ten minutes
        bump's gone quiet, I normally feel kicks after lunch
        my client, 33/40, reports epigastric pain and visual disturbance
        I had positive test last week and now one sided tummy pain and shoulder tip pain
        36 weeks and the baby has stopped kicking
        spotting at 9 weeks with cramps
        I'm pregnant and see flashing lights
        pregnant client has sudden swelling of face and headache
        pregnant lady fluid trickling down leg
        I'm due in five weeks, my hands have ballooned and I've got this headache like a drill
        pregnant 31w, calf pain and swelling
        I'm 22 weeks pregnant, I fell down the stairs and my belly hurts
        Is reduced baby movement normal after massage? My little one has been very quiet since
        bleeding at 12 weeks pregnant
        pregnant and can't feel baby move
        pregnant with bad headache and swollen hands
        pregnant, waters broke early
    """,
    "abuse": """
        my husband beats me every weekend
        he threw a plate at me and cut my shoulder
        my teacher touches me and I don't like it
        I'm terrified of my partner
        an old man I treat says his son hits him
        my partner grabs me by the hair
        I'm being hit by my carer
        my ex is stalking me
        he forces me to have sex
        child says daddy hurts her
        my girlfriend punches me when she's angry
        he held me down and wouldn't stop
        my mum locks me in my room without food
        I'm black and blue from my husband
        my brother's son hits my mother, she is 80
        client says her father-in-law forces her to have sex
        my boss grabs my bum every shift
        I'm not allowed to leave the house
        my boyfriend hits me
        I am being abused by my carer
        dad punches me
        my partner controls everything and threatens me
        elderly client has unexplained bruises and is scared of her son
        my fella kicked me in the back last night
        I've to ask my husband before I spend anything and he checks my phone
        Client flinched when I lifted her arm, says her boyfriend gets rough
        my stepfather touches me when mum is out
        my daughter-in-law pinches me and calls me names, I'm 79
        my husband hits me when he's drunk
        he pushed me down the stairs and now my hip hurts
        I'm scared of my boyfriend
        client has bruises in the shape of fingers on her arms and says she fell
        my carer slaps me and takes my money
        my uncle touches me in bed at night
        he won't let me see my family or have my own phone
        mum's care home leaves her in her own mess and she has bruises nobody can explain
        my wife throws things at me and I'm afraid to go home
        every time I burn the dinner he grabs my neck
        my son shouts at me and twists my wrists, I'm 82
        massage therapist rubbed my breasts and said it was normal
        client whispers that her husband won't let her see a doctor
        my dad beats me with a belt and my back is sore
        she controls my money and locks me in the house
        I think the little girl I coach is being hurt at home
        he forced himself on me and now my hips ache
        husband punched me in the ribs, how to ease them
        my mum's boyfriend hurts me
        I get hit at home a lot
        he chokes me during arguments
        client's partner controls her money and follows her
        grandma says the carer is rough with her and she has bruises
        someone at home makes me do sexual things
        He says sorry every time. My ribs are bruised again and I've told work I fell.
        Client's husband sits in on every session and answers for her, and she has marks on her wrists
        my mother-in-law beats me and takes my salary
        i'm 14 and my stepdad comes in my room at night and touches me
        the nurse ties grandad to the chair
        my partner threw me against the wall and my back hurts
        my wife hits me
        he strangled me last night and my throat is sore
        she says her dad touches her
        my carer shouts and handles me roughly
        my husband says he will kill me if I leave
    """,
    "suspected-cancer": """
        I've lost 8 kilos in two months and I don't know why
        a lump in my armpit that's getting bigger
        back pain that's worst at night and never goes, history of lung cancer
        I've got a growing lump on my arm
        losing weight for no reason
        new back pain, previous breast cancer
        there's a lump in my groin that's getting bigger
        my belt's gone in three holes and I'm not on any diet
        back pain worse lying at night, had lung cancer
        pain in bone that wakes me every night and nothing eases
        weight loss without trying
        growing lump on my back
        night sweats and bone pain
        There's a hard lump behind my knee getting bigger every week
        ribs ache at night and I'm soaked in sweat, no appetite
        I've lost two stone and I haven't been trying
        lump in my thigh is growing and it's hard
        back pain keeps me awake all night whatever position, and I had prostate cancer
        drenched in sweat every night and losing weight
        bone pain in my shin at night that nothing helps
        hip pain for weeks, breast cancer five years ago
        clothes hanging off me, not dieting, and my back won't stop aching
        lump in my breast, found it in the shower
        the lump on my client's shoulder blade has doubled in size
        wake up soaking wet every night and so tired, glands up in my neck
        had melanoma, now my ribs hurt all the time
        deep ache in my thigh bone at night, paracetamol does nothing, three months now
        a hard lump in my neck that keeps growing
        I've dropped 10 kilos for no reason and my hip aches at night
        pain in the bones at night, it never stops
        my sister had breast cancer treatment last year and now her back is really sore, new pain
        I've this lump on my shin, it was a pea at Christmas and now it's a plum
        My husband wakes at 3 every night with pain in his hip that no tablets touch, and he is getting so thin
        sore shoulder, coughing for months and lost my appetite and weight
        unexplained weight loss and back pain at night
        new lump in thigh getting larger
        had bowel cancer and now my hip hurts all the time
        night sweats and swollen glands
    """,
    "wound-infection": """
        there's pus and a bad smell from my operation wound
        the scar on my knee burst open yesterday
        my stitches are hot and swollen and leaking
        my op wound is leaking green fluid
        my scar has gone red and hot
        stitches opened up
        knee op scar leaking yellow fluid
        cut on my foot is hot, red and throbbing
        C-section scar smells
        my wound's gone green round the edges
        my scar is red, hot and oozing
        pus from stitches
        wound opening up after surgery
        Where they took the mole off is red, hot and has pus
        My hip scar is gaping and weeping
        knee replacement 2 weeks ago, wound hot and leaking
        my scar is oozing yellow stuff
        stitches have come apart and it smells
        operation wound is red, hot and getting worse
        the cut on my knee from surgery is weeping and swollen
        the stitches on my knee are gunky and stink
        C section wound has opened up at one end
        post op day 9 THR, wound erythematous with purulent discharge
        there's a red line running up my arm from the cut
        my bunion op scar is boiling hot and throbbing
        pus coming out of my knee scar
        my incision has split open
        scar's red hot and swollen after hip op
        wound smells bad and looks green
        The stitches from my hernia op are weeping and it smells like cheese
        surgical wound dehiscence day 12
        My C-section cut has come open a bit and there's yellow stuff
        my surgical scar has pus
        wound opened up
        stitches red, hot, swollen
    """,
}

NOT_RAISED = """
    my back's tight from the long drive, which stretch?
    can I massage my pregnant wife's feet?
    how do clots form?
    I fell in love with yoga, what next?
    why do I get cramp in my calf at night?
    is it bad to crack your own neck?
    my knee was swollen last year after surgery, now fine, can I run?
    what does the brachial plexus supply?
    no pain, no swelling, just stiff ankle in mornings
    my client is recovering from a stroke in 2019, which massage strokes?
    should I worry that my hip clicks?
    I have a high pain threshold and love deep tissue
    my toddler is heavy and my back hurts
    my boyfriend's shoulders are so tight
    can tight calves cause knee pain?
    I hit my head on the massage table, tiny bump, all good
    my legs wobble after leg day
    do I need antibiotics for a blister?
    my chest is tight from hunching over the desk
    my wife complains about my snoring and my neck is stiff
    my shoulder is stiff and sore in the morning
    what is a pulled hamstring
    my cat sat on my chest, now my ribs are sore lol
    my knees crack when I squat
    I sneezed and pulled my back, it's easing now
    how to massage scar tissue
    is it normal to be sore two days after deep tissue
    my left hip is tighter than right
    I want to end my session with a stretch
    there's no point stretching cold, is there?
    no reason for me to keep going to this gym
    I want my back pain to end
    how do I finish a massage?
    the numb spot on my thigh has been there for years
    is it ok to do yoga with a cold
    I ran a marathon and my quads are wrecked
    tight jaw when I wake up
    I burnt my hand on the oven last year, the scar is tight
    my mother is 85 and wants to walk better
    how do I massage my own neck
    hips ache after sitting in the car
    my cousin is a nurse and says I should stretch more
    I hit my shin on the bed, small bruise
    I'm worried my posture is bad
    client wants deep pressure on her calves before a race
    my lower back feels weak when I deadlift
    how do I stop my legs from shaking in a plank
    Does swimming help back pain?
    my kid has growing pains in both shins at night
    the physio told me my glutes are weak
    neck pain when I look up at the board
    why do my fingers swell when I hike
    post-op week 10, scar mobile and pale, exercises?
    pins and needles in my hand after leaning on elbow
    my back is killing me after gardening
    I sweat a lot in hot yoga
    head massage for relaxation
    my bump is big and my back aches, which pillow
    what foods help with inflammation
    my chest is sore after push-ups
    how to relieve period cramps with massage
    my knee clicks but no pain or swelling
    I feel sleepy after a massage
    my physio won't let me run yet, why?
    My coach makes me do lunges until I cry, haha
    I'm not allowed to lift after my hernia repair, what can I do for my back?
    my husband is rough when he massages my calves, how do I tell him to go lighter?
    my wife hurts her back every winter shovelling
    my son kicks a football all day, shin soreness
    he says I should stretch my hip flexors
    I want to jump higher, which muscles?
    I'm ready to go back to the gym
    long way to go before I can touch my toes
    I won't be here next week, can I skip a session
    it's my last session with the physio, any advice?
    massage that ends with a goodbye hug
    I keep walking into walls when tired, lol
    is 400 mg ibuprofen enough for back pain?
    how many sessions would it take to fix a frozen shoulder?
    my body feels heavy and tired after a long day
    My legs feel like jelly after squats
    neck stiff and my legs feel tired
    I feel dizzy when I get up too fast
    My back cracked when I twisted and it feels great
    I fell asleep on the couch and my neck is stiff
    I slipped on the stairs last week, small bruise on my hip, all fine
    my daughter broke her arm in March, cast off now, when can she do handstands
    I have a pulse oximeter, what does it measure?
    my belly jiggles when I run
    I sweat at night when the duvet is too thick
    my knees swell a little after long runs and settle by morning
    Can tight hips cause lower back pain and numb toes?
    I have sciatica down my left leg with tingling in the foot
    my back pain is worse in the morning and eases with movement
    my shoulder pain wakes me when I roll on it
    my hands are cold and my neck is stiff
    after my C-section two years ago my core is weak
    I had a baby last year and my wrists ache
    i'm expecting my physio to call
    I eat nuts and fish for joint health, good?
    does almond oil stain sheets?
    my skin gets itchy after a hot shower
    my client had a rash from the detergent last month, gone now
    which dog breeds get hip dysplasia
    my 12 year old wants to lift weights
    my boy is growing fast and his heels ache after football
    my grandson is 4 and loves piggybacks, my back aches
    I lost my balance in tree pose and laughed
    I lost 5 kg on purpose, loose skin on thighs
    my old scar pulls a bit when I stretch
    should wounds be covered during a massage
    what temperature should the massage room be
    my hot water bottle eases my back
    my eyes are tired from the screen and I have a headache
    why does my neck hurt after crying
    My hair appointment left my neck stiff
    I cracked my neck and it feels looser
    headache after wine
    my calf is tighter on the left than the right
    one leg is longer than the other
    ankle swelling from a sprain two weeks ago, walking fine
    how do I use crutches after knee surgery
    pain after knee replacement at 6 weeks is it normal
    is bruising normal after hip surgery
    my chest muscles ache after bench
    I pulled a muscle between my ribs coughing
    heart rate too high on the bike?
    arm day made my arms weak
    my left arm is weaker than my right at the gym
    my face is red after running
    eye strain and neck pain
    my speech about posture is tomorrow, tips on standing
    I get tongue tied talking to my physio
    I'm so confused about which exercises to do
    which stroke is best to relax a client
    can't stop thinking about cake on rest days
    these stretches will be the death of me
    my marriage is ending and my shoulders are tense
    I feel down about my injury but I'll get there
    I'm tired of hip pain, what works
    cut out gluten for joint pain?
    I take two paracetamol before a run, ok?
    how do I stop hating stretching
    I need to pee during every massage
    drinking more water makes me wee all night
    my baby kicks my ribs, funny, 30 weeks, which stretch helps?
    pregnant and my hips ache at night
    third trimester back ache stretches
    my pelvic floor leaks when I sneeze
    numb bum from a long drive, gone after walking
    saddle too narrow, numb after cycling
    what stretches help after a long flight?
    my calves are tight in the morning
    how do I massage a scar that healed last year?
    is it safe to massage someone with osteoporosis?
    my neck cracks when I turn it, no pain
    I lost weight on keto and now my knees feel great
    my son has flat feet, which shoes?
    30 weeks pregnant, which side should I lie on?
    my hands go numb when I sleep on them
    dizzy when I stand up too quickly after yoga
    how do I tell my boss my back hurts?
    my husband gives terrible massages
    my partner hit a new PB on bench
    what should I know before treating someone with cancer?
    I have a lump of muscle in my shoulder that feels like a knot
    sweating at the gym, is it good?
    my hip is sore at night when I lie on it
    can I exercise with a cold?
    my toddler loves having her legs rubbed
    my legs are heavy after leg day
    tummy hurts after sit ups
    my back is stiff and tight after driving
    I get a headache from screens and my neck is tight
    what is the function of the gluteus minimus?
    allergic to lavender, what oil instead?
    how soon after surgery can I have a massage?
    my ankle swelled up after I rolled it, I can walk fine
    my shoulder clicks and pops
    hit the gym hard and my arms are jelly
    my knee feels warm after running
    the baby keeps me up and my back aches
    my daughter has tight hamstrings from dance
    when can I go back to rugby after a broken collarbone
    my pulse is high when I run
    what's the best way to die-hard train glutes
    I'm afraid of needles, does dry needling hurt?
    I can't feel my glutes working in squats
    my foot falls asleep when I sit cross legged
    pins and needles in one hand when cycling
    why are my legs shaking after squats
    how can I stop my knees from cracking?
    does heat or cold help after a sprain?
    my partner snores and my neck hurts from turning away
    what does a positive SLR mean?
    the pain is not in my chest, it's my upper arm after tennis
    I broke my leg ten years ago and it aches in the cold
    my kids jump on my back, how do I strengthen it?
    my baby is 6 months old and my back hurts carrying her
    I had a fever last week but it's gone and now I want to train
    does massage lower blood pressure?
    my fingers tingle after gripping the handlebars
    I feel wobbly on one leg in tree pose
    my balance is poor in yoga, how can I improve?
    tight hip flexors give me a pulling feeling in my belly
    hot flushes and stiff shoulders, menopause
    I cut my finger, can I still do a massage course tomorrow?
    my scar from 2015 feels tight, can I massage it?
    how do I explain DVT risk to a client?
    my tummy rumbles during massage
    my cat hits my leg with her tail
    what's a good stretch for someone with arthritis in the neck?
    can foam rolling break blood vessels?
    my boyfriend wants a back rub every night
    knots in my neck give me headaches at work
    my wife has heavy legs after work, what can I massage?
    numb hands at night carpal tunnel splint?
    I pulled my calf and it has a bruise
    is it normal to feel sick after a massage
    my client is 80 and has a stoop
    pregnancy massage table setup
    my son plays rugby and has tight hamstrings
    how hard should I press on the piriformis
    I am scared of hurting my client's neck
    what is a burst fracture
    why do my ears ring when I clench my jaw
    my hips hurt when I walk uphill
    which muscles swell after exercise
    my daughter's knees hurt when she runs
    does kinesio tape cause rashes?
    my calf muscle is hard when I flex
    I want to lose weight to help my knees
    lump of fat on my back from sitting
    is night pain common with rotator cuff tears
    killer workout yesterday, arms dead
    client sweats a lot during sessions
    can stress make my chest muscles tight?
    the doctor cleared my heart, so which pec stretches?
    no numbness, no weakness, bladder fine, sciatica left only
    history of breast cancer 15 years ago, all clear, wants relaxation massage
    my shoulder was dislocated in 2010, which exercises strengthen it
    what's the best sleeping position for hip pain
    my back aches when I do the dishes
    how long does whiplash take to heal?
    does ginger help sore muscles
    can you massage over a cast?
    my leg swells in the heat, both of them
    I walk with a stick, which hand should I use
    my nan is 90 and wants gentle exercises for her legs
    I felt a pop in my hip and it feels looser now, nice
    what is Horner's syndrome
    could a tight psoas cause belly pain?
    my dog limps, can I massage him
    clients often ask me about sciatica, what do I say
    I bruise easily after deep massage, why
    is there a link between stress and jaw pain
    I had my appendix out at 12, any problem with belly massage?
    my eyes feel heavy after massage
    I'm 60 and stiff in the mornings
    neck stiff since sleeping on the sofa
    shooting pain down the leg when I bend
    my hands get cold and white in winter
    sore throat and stiff neck from shouting at the match yesterday, which stretch
    a friend died of a heart attack, now I want to get fit
    my ex was a physio, he taught me this stretch
    should kids lift weights
    my arms felt dead after climbing but recovered
    I sit all day and my bum aches
    how tight should a knee brace be
    my wound healed nicely, when can I swim
    pain at the front of hip when squatting
    I used to have panic attacks with chest pain but not for years. Which breathing exercise relaxes the ribs?
    Had my baby eight months ago and my pelvic floor is weak. Which exercises?
    My knee replacement was two years ago and I kneel fine. Any stretches for quads?
    My mother has dementia and enjoys hand massage. How long should it last?
    I got a tattoo last year on my calf, can I have a massage there?
    My brother is in a wheelchair after a spinal injury as a teen. Which shoulder exercises help him push?
    We had a first aid course about anaphylaxis. Which carrier oil is least likely to cause allergies?
    What does 'red flag' mean in physiotherapy?
    I feel tired and achy after a long week. Is a hot bath good?
    My mum had a hip fracture three years ago. Which chair exercises are good?
    After my workout I felt sick for five minutes. Did I push too hard?
    My left shoulder aches after I carry my toddler on that arm.
    I can't sleep on my side because of hip pain.
    I've had pins and needles in my foot after crossing my legs, gone now.
    my husband and I do partner yoga, which poses are best?
    My fingers are stiff in the morning for ten minutes.
    When I sneeze my back twinges.
    My ankles click and I'm 14.
    can I use a heat pack on my tummy for period pain?
    My calf cramps when I swim.
    I get out of breath running uphill because I'm unfit. Which muscles should I train?
    Doctor ruled out a clot in my calf, it's just a strain. How do I stretch it?
    I had a bad fall in 2012 and my tailbone still aches on hard chairs.
    my neck's sore after painting the ceiling, what stretch
    I think I pulled my groin playing football
    My scars itch in summer
    client has varicose veins, do I avoid deep pressure?
    what weight dumbbell for shoulder rehab
    my son is 30 and has a desk job, bad posture
    are there massage oils without nuts?
    My hip flexors are tight from cycling and my lower back aches
    what is the difference between sciatica and piriformis syndrome
    Can a pinched nerve in the neck cause headaches?
    How long should I hold a hamstring stretch?
    my calves burn when I run
    I've a stiff neck from a draught
    Is it ok to train with sore muscles
    my shoulders are uneven, exercises?
    knees hurt going downstairs
    What does the sacrotuberous ligament do?
    can a massage therapist treat a client on blood thinners?
    tension headache relief points
    why is my lower back sore in the morning
    my foot arch hurts after standing
    best exercises after having a baby
    I'm 25 weeks pregnant and want safe glute exercises
    my back spasmed last month but it's better now
    I get tingling in my thumb when I look at my phone
    how do I treat a client with fibromyalgia?
    what are the signs of compartment syndrome?
    my daughter is learning massage and wants practice
    pain in the shoulder when I lift my arm
    I had surgery on my knee in 2019, it's stiff
    gluteal tendinopathy night pain lying on side
    the pain comes and goes in my lower back
    my hands shake after heavy lifting
    my grip is weak after climbing
    how do I stop clients from falling asleep
    my partner has a sore back, how do I massage it
    my ankle gives way sometimes on uneven ground
    does cold weather make joints hurt
    my chest feels open after stretching
    can I stretch with a hernia?
    what oil is best for a back massage?
    my toe is bruised after stubbing it, can walk
    hip clicks when I lift my leg
    my wife is expecting in May, which massage can she have
    I am breathless after stairs because I'm out of shape
    I'd love to get rid of this lump in my throat before my speech
    are swollen ankles normal on flights?
    saddle sore after cycling
    what is cauda equina syndrome?
    what are the signs of a stroke?
    can trigger points cause chest pain?
    this massage ball is killing me
    dying to get back to running
    how long should each massage stroke be?
    I had a heart attack in 2015, is massage safe?
    no fever, no numbness, just a sore hip
    which nerve supplies the gluteus minimus?
    my bum goes numb when I sit too long
    numb bum after a long drive
    which stroke is best for deep tissue massage
    long gliding strokes along the calf
    my chest muscles are sore after bench press
    best exercises for a bigger chest
    calf is tight after running
    I pulled my calf playing football
    both my calves ache after a hike
    my knees are swollen after standing all day
    my knee is swollen after football
    knee hurts when I climb stairs
    does heat help a sore knee?
    should I use a hot pack on a swollen knee
    my hip hurts when I lie on it
    can't sleep because of hip pain
    my leg falls asleep at night
    I fell in love with yoga, which poses help the hips?
    fell asleep on the massage ball and woke up sore
    I can't stand this pain in my glutes
    I can't stand the smell of that balm
    how do I stretch the piriformis
    what does the gluteus minimus do
    how long does a pulled muscle take to heal
    a stress fracture of the shin: how long to rest?
    I broke my leg as a child, does that affect my gait?
    I fell years ago and my hip has been stiff since I was a kid
    deadlifts hurt my lower back
    dead butt syndrome exercises
    this workout is murder on my legs
    I'd kill for a massage right now
    leg day killed me
    my legs are dead after squats
    suicide grip on bench press: safe for the wrists?
    I hurt myself lifting a box
    I don't want to hurt myself doing deadlifts
    cut myself shaving, can I still have a leg massage?
    how to avoid injuring myself when foam rolling
    client denies saddle anaesthesia, no bladder or bowel changes
    pt denies chest pain, SOB, or palpitations
    No red flags: no fever, no weight loss, no night pain
    I don't have any numbness between my legs or trouble peeing
    without swelling, redness or heat in the calf
    my calf is not swollen, hot or red, it just aches
    I'm not suicidal, just fed up with this hip
    how would I know if I had a blood clot?
    in case I ever get chest pain on a run, what should I do?
    what should I do if a client has a stroke during a massage?
    what are the symptoms of septic arthritis?
    what causes a DVT?
    is it safe to massage someone who has had a stroke
    history of DVT ten years ago, can I have a deep tissue massage?
    my dad had a stroke in 2010 and has stiff hands
    I had a fever last winter and my knee was swollen then
    how to massage the chest
    stretches for a tight chest from sitting at a desk
    how to treat numb toes after running in tight shoes
    my hands go numb when I cycle
    tingling in my left foot when I sit cross legged
    my arm goes numb when I sleep on it
    frozen shoulder: I can't lift my arm above my head
    I can't lift my arm above shoulder height since my rotator cuff injury
    face cradle hurts my cheeks during massage
    my jaw clicks when I eat
    I pee a lot at night, is that my pelvic floor?
    pelvic floor exercises after childbirth
    I leak a little when I sneeze
    peed myself laughing at your last answer
    pain in the arse, this piriformis
    hot yoga made my hips feel great
    is ice or heat better for a swollen ankle?
    feeling sick of these exercises
    I have a temperature sensitive skin, which oil?
    how hot should the bath be for sore joints
    my ankle swells a bit in summer
    my right glute is weaker than the left
    weakness in my left glute medius
    left leg is weaker than the right in single-leg squats
    one leg feels shorter than the other
    my hip pops out of place sometimes when I run
    the back of my knee is tight
    muscle knots in my calf feel hard
    out of breath after sprints, how do I breathe better?
    how do I breathe properly during squats
    breathing exercises for a tight diaphragm
    what weight should I bear on my leg after hip replacement?
    weight bearing exercise for hips
    is it normal that my hip clicks
    where is the saddle joint of the thumb
    saddle height for hip pain
    my boss is a pain in the neck, how do I relax my traps
    how do I end a stretch safely
    ending position of a squat
    how do I cut down on sitting?
    the trigger points hurt so much I nearly died
    what is the best ball to roll the glutes
    can piriformis syndrome make both legs numb?
    can sciatica cause bladder problems?
    does a stroke make the face droop?
    why do strokes cause arm weakness?
    what's the difference between a pulled calf and a DVT?
    how do I recognise a heart attack?
    which red flags should I check before treating back pain?
    I recovered from septic arthritis years ago, can I roll my knee?
    I tripped last year but it's all healed, just stiff
    I have a sore back and no trouble peeing
    my back is sore, bladder and bowels are normal
    gua sha for a saggy face
    facial massage for an uneven smile
    heart rate zones for running
    heartburn after core exercises
    fever of 1 in the UK music charts
    the fewer exercises the better, which ones matter?
    the number of reps for hip thrusts
    my running shoes have a stiff saddle
    sat on my foot and it went numb for a minute
    should my thigh feel warm after a foam roll
    my glutes feel heavy after squats
    both legs ache after a long run
    jumping exercises off a step
    box jumps and landing technique
    can you overdo foam rolling?
    I can't stop eating after the gym
    is it bad that my legs shake after leg day
    can I foam roll with a bruise from a fall last week? it walks fine
    fell off my bike last week, just a graze, can I stretch?
    my hip flexor is tight and I can't do the splits
    I cannot touch my toes, how can I improve?
    my leg feels heavy after sitting
    numb toes when skiing, boots too tight?
    why does my foot go numb on the elliptical
    my arm tingles when typing
    numbness in my little finger at night
    numb feeling on outer thigh
    my glute is numb after foam rolling too hard
    is massage ok in pregnancy
    which muscle pulls the shoulder blade down
    does the pec major cause pain in the chest?
    trigger points in the pectoralis minor mimic angina?
    how is a heart attack different from a panic attack
    I have sore ribs from coughing
    my chest hurts when I press on the rib
    my pecs feel tight, how do I stretch them?
    pulled a muscle in my chest at the gym benching
    calf strain rehab
    my calves are tight and hard
    calf cramps at night on both sides
    my ankles swell on flights
    my leg is warm after the sauna
    swollen ankle after sprain last week, what exercises?
    my knee is warm after exercise
    my fingers swell in the heat
    arthritis in both knees, warm and stiff in the morning, no fever
    sick and tired of hip pain
    do I need to warm up before stretching
    should I massage with a cold?
    I have flu and my muscles ache all over
    body aches with a fever, is massage good?
    bear crawl exercise for core
    how much weight for hip thrust
    how to walk after ankle sprain
    my ankle fracture healed last year and it's stiff
    had a fracture in 2019, is deep tissue ok
    broken sleep due to pain
    my foam roller is broken
    how long until I can run after a broken ankle
    stroke direction toward the heart?
    does each stroke need oil
    rowing stroke and back pain
    my grandfather died of a stroke, how can I lower my risk?
    exercises to help an arm that's weak after a stroke in 2018
    facial massage for tension headaches
    i get headaches from tight traps
    worst headache trigger points?
    blurry vision from neck tension: which muscles?
    jaw pain when chewing
    my face feels tight after crying
    one shoulder is lower than the other
    uneven shoulders and hips
    my eyelid twitches
    I can't talk during planks lol
    how can I speak to my physio about this
    this stretch is to die for
    my quads want to die after that hike
    i'm dead tired
    the pain is killing me
    kill the knots in my back
    how do I end muscle soreness
    can't live without my massage gun
    my job is killing my back
    hurt myself at work, strained hamstring
    how not to hurt myself with a lacrosse ball
    cut my finger chopping onions, massage ok?
    suicides at basketball training made my calves sore
    what should I tell a client who is depressed?
    I need to wee a lot after massage
    can massage make you pee more
    constipation and hip tightness
    I've a weak bladder since having my kids
    does a tight pelvic floor stop you weeing
    sitting on my tailbone hurts
    tailbone pain after a fall months ago
    my bottom hurts when I cycle
    my groin is sore after football
    saddle position for knee pain
    can i massage my private trainer's shoulders
    my inner thighs are sore from riding
    erector spinae exercises
    how to release the psoas
    sciatica down one leg, foot tingling
    bilateral hip stretches
    both knees click
    both feet hurt in the morning
    I had cauda equina surgery in 2019, can I do yoga?
    my previous DVT was in 2012
    after my heart attack last year I started walking
    I've no chest pain, but my ribs ache when I twist
    never had any problems with my bladder
    no history of clots, flying tomorrow, what stretches?
    neither swollen nor hot, just sore calf
    my calf is sore but it isn't swollen or red
    She says there is no numbness down below, and peeing is normal
    I don't feel suicidal or anything, I'm just tired of this pain
    he was feverish last week but is fine now, can he train his knee?
    I fell yesterday but I can put weight on it
    fell over, bruised hip, walking ok
    can the calf swell from a clot?
    what does a dvt feel like
    is chest pain ever muscular?
    how would a therapist spot saddle numbness
    If someone fell and couldn't walk what test do physios use?
    I read about a man whose face drooped, what nerve is that?
    for my exam: list signs of septic arthritis
    tight chest muscles from rowing
    the chest fly exercise hurts my shoulder
    how heavy should my chest press be
    sore pecs and arms after push day
    which muscles are in the chest
    should I ice my calf after a strain
    calf raises make my calves burn
    red marks on my leg after cupping
    my calf is bruised and a bit swollen after a kick, is arnica ok
    one calf tighter than the other
    shin is sore to touch after running
    numb hand from carpal tunnel
    numbness down the outside of the leg from sciatica
    my butt is sore after squats
    pain in my right buttock when sitting
    tingling in one foot with sciatica
    my bum hurts when I sit on the bike
    kegels make me need to pee
    is it normal to pee after deep tissue massage
    bloating and back ache before period
    knee warm after injection yesterday, no fever
    my knees ache when the weather is cold
    fever dream about my exam on muscles
    hip joint anatomy
    joint mobility drills for hips
    how do I know my hip is out of alignment
    leg length discrepancy exercises
    fell behind on my rehab
    falling asleep with hip pain
    trip hazards in clinic
    walking with a limp after hip surgery how long
    can't put my socks on because of stiff hips
    can't walk in heels any more
    can't lift my leg to the side very high
    face-down massage position neck pain
    how do I stroke the forearm correctly
    long strokes or short strokes
    what does weak glutes look like
    weak left arm after shoulder surgery 2018
    my speech therapist has a sore neck
    left side of my hip is weak
    numb spot on my right thigh
    dizzy after massage, drink water?
    headache after massage
    I get migraines, can trigger point work help
    I hate living with tight hips, any tips?
    tired of sitting all day
    no point in stretching if I don't strengthen, right?
    I give up on yoga
    I could murder a massage
    dead hangs vs pull ups
    life hacks for hip pain
    is it ok to cut out stretching
    cutting weight and cramps
    overdose of foam rolling, now I'm sore
    I've had enough of this hip pain
    hurt my back, want to get better
    kill switch on my massage gun
    I could die of embarrassment when my hips crack
    never had a stroke or heart attack, BP normal
    no chest pain or shortness of breath, just rib soreness
    denies bladder/bowel dysfunction, saddle anaesthesia; SLR 40 deg
    no red flags, LBP only
    I'm well, no temperature, knee slightly swollen
    mum had a clot ten years ago, I have tight calves
    my uncle died of a heart attack, does massage help the heart
    previously had cauda equina, fully recovered, can I run
    Do therapists learn about DVT in school?
    List red flags for low back pain
    how do doctors test for cauda equina?
    when is leg swelling dangerous in general
    what would a stroke look like in a client
    explain why a stroke affects one side of the body
    Should I cancel if a client mentions chest pain on the intake form?
    what are symptoms of a broken hip in the elderly
    are pins and needles in the saddle area always cauda equina?
    difference between calf strain and clot
    I want to live pain free
    kill my cravings after the gym
    deadlift end position
    I can't get enough of foam rolling
    my physio says I can't run yet
    I can't do a squat without heel lift
    can't bend my knee fully after surgery
    my knee gives way on stairs sometimes
    my ankle is weak after a sprain
    fell asleep in the bath, stiff neck
    how do I avoid falls at 80
    my legs felt weak after the marathon
    my leg is swollen from a bee sting
    swollen both legs at the end of the day
    calves are hard as rock after sprinting
    chesty cough and sore back
    my back hurts when I take a deep breath
    upper back tight from breastfeeding
    face pain from TMJ
    smile lines and facial massage
    hot stone massage for joints
    I have a hot tub, good for my knees?
    do saunas help sore joints
    sick of my knee clicking
    cold and flu season massage cancellation
    my bladder is fine, my back hurts
    pee break during long massage?
    my bum cheek is numb from sitting on the floor
    numb thumbs from gaming
    anatomy of the saddle joint
    where do the genitals get their nerve supply
    what nerve causes numbness in the perineum
    pudendal nerve anatomy
    does the sacral plexus control the bladder?
    does sitting cause a numb bum
    is a numb bum after cycling dangerous?
    heart meridian massage
    how to ease heartache
    attack the knots in my back
    panic attack stretches
    why do I feel my heart pounding in my glutes after sprints
    my arms feel weak after pull-ups
    sudden cramp in my foot
    a sudden twinge in my back when I sneezed
    speak to me about the psoas
    my words: hips don't lie
    I had surgery for a broken hip in 2020, glute exercises?
    when can I walk after a hip fracture
    hip fracture rehab plan for a client
    post-stroke shoulder pain massage
    can I use a massage gun over a previous blood clot
    is DVT a contraindication for massage
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate()


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in RAISED.items() for text in lines(texts)])
def test_an_urgent_wording_raises_its_rule(gate: Gate, rule: str, text: str) -> None:
    notice = gate.check(text)
    assert notice is not None
    assert notice.rule == rule


@pytest.mark.parametrize("text", lines(NOT_RAISED))
def test_a_lookalike_raises_nothing(gate: Gate, text: str) -> None:
    assert gate.check(text) is None
