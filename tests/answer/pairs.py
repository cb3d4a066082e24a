"""Pairs of invented note snippets: of sources that disagree, and of such as only look different.

Each is a question, what one note says, and what another says. A note may give its heading before " | ".
"""

from __future__ import annotations

Pair = tuple[str, str, str]

DISAGREE: tuple[Pair, ...] = (
    (
        "What shape is the piriformis?",
        "The piriformis is a pear-shaped muscle deep in the buttock.",
        "The piriformis is a flat, fan-shaped muscle behind the hip joint.",
    ),
    (
        "Can you feel the psoas by hand?",
        "The psoas major can be palpated through the abdominal wall.",
        "The psoas major lies too deep to be palpated.",
    ),
    (
        "How long should I hold a calf stretch?",
        "Hold the calf stretch for 30 seconds.",
        "Hold the calf stretch for at least two minutes.",
    ),
    (
        "How often should I roll the sole of my foot?",
        "Roll the sole of the foot over the ball once a day.",
        "Roll the sole of the foot three times a day.",
    ),
    (
        "Which way does the subscapularis turn the arm?",
        "The subscapularis rotates the arm inwards.",
        "The subscapularis rotates the arm outwards.",
    ),
    (
        "Should I put ice on a sprained ankle?",
        "Put ice on a sprained ankle to ease the pain.",
        "Do not put ice on a sprained ankle, as cold slows the healing.",
    ),
    ("Ice or heat for a stiff neck?", "Use heat on a stiff neck.", "Use ice on a stiff neck."),
    (
        "Who may needle the upper trapezius?",
        "Only a doctor may needle the upper trapezius.",
        "A trained massage therapist may needle the upper trapezius.",
    ),
    ("How far does the knee bend?", "A healthy knee bends to about 135 degrees.", "The knee bends to 150 to 160°."),
    (
        "How many heads has the coracobrachialis?",
        "The coracobrachialis has one head.",
        "The coracobrachialis has two heads, with a nerve between them.",
    ),
    (
        "Is massage advised for tennis elbow?",
        "Massage is recommended for tennis elbow.",
        "Massage is not recommended for tennis elbow.",
    ),
    (
        "Which way does the popliteus turn the shin?",
        "The popliteus turns the tibia medially.",
        "Popliteus | Action: lateral rotation of the tibia, so it turns the shin outwards",
    ),
    (
        "How long does a frozen shoulder last?",
        "A frozen shoulder lasts one to three years.",
        "A frozen shoulder lasts about six months.",
    ),
    (
        "How many people get heel pain?",
        "About 10 percent of people have plantar heel pain in their lives.",
        "Plantar heel pain comes to some 25% of people in their lives.",
    ),
    (
        "Should I stretch a sore Achilles tendon?",
        "Stretching is good for a sore Achilles tendon.",
        "Avoid stretching a sore Achilles tendon.",
    ),
    (
        "Does strength training help low back pain?",
        "Strength training eases low back pain.",
        "Strength training does not ease low back pain.",
    ),
    (
        "How does the subclavius lie to the pectoralis major?",
        "The pectoralis minor lies deep to the pectoralis major.",
        "The pectoralis minor lies superficial to the pectoralis major.",
    ),
    (
        "Which nerve supplies the teres major?",
        "The lower subscapular nerve supplies the teres major.",
        "The teres major is supplied by the axillary nerve.",
    ),
    (
        "What are the roots of the femoral nerve?",
        "The femoral nerve arises from L2 to L4.",
        "The roots of the femoral nerve are L1 to L4.",
    ),
    (
        "When can I run after a calf strain?",
        "After a calf strain, most people can run again after two weeks.",
        "After a calf strain, wait six weeks before you run again.",
    ),
    (
        "Hard or soft ball for the upper back?",
        "Use a soft ball on the upper back.",
        "Use a hard ball on the upper back.",
    ),
    (
        "Should I hold still on a tender point or move?",
        "On a tender point, keep still and hold the pressure.",
        "On a tender point, roll slowly back and forth.",
    ),
    (
        "Should I massage the calves before or after training?",
        "Massage the calves before training.",
        "Massage the calves after training.",
    ),
    ("How hard should I press on the scalenes?", "Press firmly on the scalenes.", "Press lightly on the scalenes."),
    ("How many sets of heel raises should I do?", "Do three sets of heel raises.", "Do one set of heel raises."),
    (
        "Which way does the splenius capitis turn the head?",
        "The splenius capitis turns the head to the same side.",
        "The splenius capitis turns the head to the opposite side.",
    ),
    ("Can I sleep on a sore shoulder?", "You can sleep on the sore shoulder.", "Never sleep on the sore shoulder."),
    (
        "What fibres is the soleus made of?",
        "The soleus is made mostly of slow fibres.",
        "The soleus is made mostly of fast fibres.",
    ),
    (
        "Are trigger points in the deltoid common?",
        "Trigger points in the deltoid are common.",
        "Trigger points in the deltoid are rare.",
    ),
    (
        "Is a night splint needed for heel pain?",
        "A night splint is needed for plantar heel pain.",
        "A night splint is not needed for plantar heel pain.",
    ),
    (
        "Does taping help knee pain?",
        "Taping reduces pain at the front of the knee.",
        "Taping has no effect on pain at the front of the knee.",
    ),
    (
        "How deep should a needle go in the infraspinatus?",
        "The needle goes 1 cm deep into the infraspinatus.",
        "The needle goes 2.5 to 3 cm deep into the infraspinatus.",
    ),
    (
        "Is the palmaris longus needed for grip?",
        "The palmaris longus is important for grip.",
        "The palmaris longus is not important for grip.",
    ),
    ("Is cupping safe in pregnancy?", "Cupping is safe in pregnancy.", "Cupping is unsafe in pregnancy."),
    (
        "How many sessions of shock waves are needed?",
        "Three sessions of shock waves are enough for heel pain.",
        "Shock waves for heel pain take six to eight sessions.",
    ),
)

LOOK_DIFFERENT: tuple[Pair, ...] = (
    (
        "What does the deltoid do?",
        "The anterior fibres of the deltoid flex the arm.",
        "The posterior fibres of the deltoid extend the arm.",
    ),
    (
        "Ice or heat for a sprained ankle?",
        "In the first two days, put ice on a sprained ankle.",
        "After a week, put heat on a sprained ankle.",
    ),
    (
        "What does the piriformis do?",
        "With the hip straight, the piriformis turns the thigh outwards.",
        "With the hip bent past 90 degrees, the piriformis turns the thigh inwards.",
    ),
    (
        "How long should I hold a calf stretch?",
        "Hold the calf stretch for 20 to 30 seconds.",
        "Hold the calf stretch for 30 seconds.",
    ),
    (
        "How long should I press on a tender point?",
        "Press on a tender point for up to 60 seconds.",
        "Press on the tender point for about 30 seconds.",
    ),
    (
        "What shape is the gluteus minimus?",
        "The gluteus minimus is fan-shaped.",
        "The gluteus minimus is a triangular muscle.",
    ),
    (
        "Where does the piriformis lie?",
        "The piriformis lies in the buttock.",
        "The piriformis lies deep in the buttock, under the gluteus maximus.",
    ),
    (
        "What does the tensor fasciae latae do?",
        "The tensor fasciae latae flexes the hip.",
        "The tensor fasciae latae abducts the hip and rotates it medially.",
    ),
    (
        "How often should I do heel raises?",
        "Runners should do heel raises every day.",
        "Older people should do heel raises three times a week.",
    ),
    (
        "Which way do the teres muscles turn the arm?",
        "The teres major rotates the arm inwards.",
        "The teres minor rotates the arm outwards.",
    ),
    (
        "How long should I hold a calf stretch?",
        "Hold the calf stretch for 30 seconds.",
        "Rest for 60 seconds between two calf stretches.",
    ),
    (
        "How often should I stretch the calf?",
        "Repeat the calf stretch three times.",
        "Stretch the calf two times a day.",
    ),
    (
        "When can I run after a calf strain?",
        "After a mild calf strain you can run again after two weeks.",
        "After a severe calf strain you can run again after ten weeks.",
    ),
    (
        "Where should I press on the outer hip?",
        "Do not press on the bone of the outer hip.",
        "Press on the muscle of the outer hip.",
    ),
    (
        "Is massage good for the calf?",
        "Massage is good for a tired calf.",
        "Avoid massage of the calf over varicose veins.",
    ),
    (
        "Can you feel the gluteus minimus?",
        "The gluteus minimus cannot be felt by hand.",
        "The gluteus minimus lies too deep to be felt.",
    ),
    (
        "How long should I press?",
        "Press on each point of the upper trapezius for one minute.",
        "Press on each point of the upper trapezius for 60 seconds.",
    ),
    (
        "How often should I stretch my hamstrings?",
        "Stretch the hamstrings twice a day.",
        "Stretch the hamstrings every morning and every evening.",
    ),
    (
        "What does the infraspinatus do?",
        "The infraspinatus rotates the arm laterally.",
        "The infraspinatus is an external rotator of the arm.",
    ),
    ("Ice or heat for a stiff neck?", "Put heat on the neck before exercise.", "Put ice on the neck after exercise."),
    (
        "How do I stretch the quadriceps?",
        "Standing, pull the heel to the buttock and hold for 20 seconds.",
        "Lying on your side, pull the heel to the buttock and hold for 60 seconds.",
    ),
    ("Does bursitis hurt?", "Not everybody with bursitis of the hip has pain.", "Bursitis of the hip causes pain."),
    (
        "Where does the rectus femoris attach?",
        "The rectus femoris starts above the hip joint.",
        "The rectus femoris ends below the knee joint.",
    ),
    (
        "How often should I train the rotator cuff?",
        "Stretch the rotator cuff every day.",
        "Strengthen the rotator cuff three times a week.",
    ),
    (
        "How do I stretch the calf?",
        "With the knee straight, the stretch reaches the gastrocnemius.",
        "With the knee bent, the stretch reaches the soleus.",
    ),
    (
        "How many children have growing pains?",
        "About 30 percent of children have pain in the legs at night.",
        "About 5 percent of adults have pain in the legs at night.",
    ),
    (
        "How many people get hip pain?",
        "Hip pain on the outer side comes to 15% of women.",
        "Hip pain on the outer side comes to 7% of men.",
    ),
    (
        "How hard should I press on the neck?",
        "At first, press lightly on the neck.",
        "In later sessions, press firmly on the neck.",
    ),
    ("How far does the hip bend?", "The hip bends actively to 120 degrees.", "The hip bends passively to 140 degrees."),
    ("How big is the piriformis?", "The piriformis is about 10 cm long.", "The piriformis is about 3 cm wide."),
    (
        "Are trigger points in the deltoid common?",
        "Trigger points in the deltoid are common.",
        "Trigger points in the deltoid are not uncommon.",
    ),
    (
        "What ball should I use for the buttock?",
        "Use a tennis ball or a foam roller on the buttock.",
        "Use a tennis ball on the buttock.",
    ),
    ("Should massage hurt?", "Massage of the calf should not hurt.", "Stop massage of the calf if it hurts."),
    (
        "How heavy a weight for the deltoid?",
        "Begin with a weight of 1 kg for the deltoid.",
        "Later take a weight of 5 kg for the deltoid.",
    ),
    (
        "Which nerve supplies the gluteus minimus?",
        "The superior gluteal nerve supplies the gluteus minimus.",
        "The nerve of the gluteus minimus comes from L4 to S1.",
    ),
    (
        "Which muscles turn the thigh?",
        "The gluteus maximus turns the thigh outwards.",
        "The tensor fasciae latae turns the thigh inwards.",
    ),
    (
        "How long does a frozen shoulder last?",
        "The painful stage of a frozen shoulder lasts two to nine months.",
        "The whole of a frozen shoulder lasts one to three years.",
    ),
    (
        "What does the trapezius do?",
        "The upper part of the trapezius lifts the shoulder blade.",
        "The lower part of the trapezius lowers the shoulder blade.",
    ),
    (
        "Should I rest with low back pain?",
        "Do not stay in bed with low back pain.",
        "With low back pain, keep moving as well as you can.",
    ),
    (
        "What helps a tight chest?",
        "Stretching the pectoralis minor eases a tight chest.",
        "Lying on a foam roller eases a tight chest.",
    ),
    (
        "How many tender points are there?",
        "Two tender points lie in the front part of the gluteus minimus.",
        "Four tender points lie in the back part of the gluteus minimus.",
    ),
    (
        "Is dry needling advised?",
        "Dry needling is recommended for short relief of neck pain.",
        "Dry needling is not recommended for people who take blood thinners.",
    ),
)
