"""Five tiny notes on different regions of the body, with what answers have trouble with: long lists, steps, near twins."""

from __future__ import annotations

from pathlib import Path

SOLEUS = """# Soleus

The soleus is a broad, flat muscle of the calf.

## Anatomy

The soleus lies beneath the gastrocnemius. The tibial nerve supplies the soleus.

Origin: back of the head of the fibula and the soleal line of the tibia

Insertion: heel bone, by way of the Achilles tendon

## Action

The soleus bends the ankle downwards and steadies the lower leg when standing.

## Where the pain goes

Trigger points in the soleus send pain to the heel and the sole of the foot.

## Strengthening

These exercises strengthen the soleus:

- seated heel raise
- heel raise with bent knees
- slow walk on tiptoe

## Stretch for the soleus

1. Stand before a wall with one foot behind the other.
2. Bend both knees and keep the back heel on the floor.
3. Lean forwards and hold for 30 seconds.
4. Change sides and do it three times.
"""

TRAPEZIUS = """# Trapezius

The trapezius is a large muscle of the neck and the upper back.

## Nerve supply

The accessory nerve supplies the trapezius.

## Symptoms

People with trigger points in the trapezius often report:

- headache at the temple
- a stiff neck
- pain behind the eye

## Causes

Sitting at a desk with raised shoulders overloads the upper trapezius. A heavy shoulder bag can cause pain in the trapezius.

## Self-care

Press a tennis ball between the trapezius and a wall. Stay on a tender spot of the trapezius for 15 seconds.
"""

PIRIFORMIS = """# Piriformis

The piriformis is a small muscle behind the hip joint.

## Anatomy

The piriformis arises from the front of the sacrum. It is supplied by branches of the sacral plexus.

## Causes

Long sitting shortens the piriformis because the hip stays bent for hours.

## What else it can be

Piriformis pain may be mistaken for these conditions of the back and the hip, each of which has signs of its own:

- Sciatica from a disc in the lower back, which mostly begins after lifting, gets worse with coughing and sneezing, and may come with numbness of the foot.
- Arthritis of the hip joint, which is mostly felt in the groin, makes the joint stiff in the morning, and makes it hard to put on socks.
- Pain from the sacroiliac joint, which sits beside the dimple of the lower back, gets worse on stairs, and seldom goes below the knee.
- A strained hamstring, which mostly begins with a sudden pull while running, is felt where the muscle starts, and hurts when the leg is stretched.
- Bursitis under the sitting bone, which hurts on hard chairs, eases when standing up, and is tender to a finger pressed upon it.
- A worn disc of the lower back, which aches after standing for long, eases when lying down, and is often stiff in the morning.
- A stress fracture of the sacrum, which is seen in runners and in older people, hurts with each step, and needs a picture to be found.
- Shingles, which burns on one side, comes with a rash after some days, and makes even light touch of the skin unpleasant.
- An abscess beside the sacrum, which comes with fever and a feeling of illness, and needs a doctor on the same day without waiting for anything else.
- Pain from the ovary or the prostate, which is deep, changes little with movement, and comes with signs that belong to these organs.
"""

DELTOID = """# Deltoid

The deltoid is the rounded muscle of the shoulder.

## Nerve

The axillary nerve supplies the deltoid. The axillary nerve supplies the teres minor too.

## Action

The front fibres of the deltoid raise the arm forwards. The back fibres of the deltoid draw the arm backwards.

## Exercise programme

Do this programme for the deltoid in order, without haste:

1. Stand tall with your feet as wide as your hips and let both arms hang loosely beside you while you breathe in and out a few times without any hurry.
2. Take a light weight in each hand, turn your palms towards your thighs, and draw your shoulder blades a little down towards the pockets of your trousers.
3. Raise both arms to the side until your hands are as high as your shoulders, no higher, and keep your elbows soft and your neck long all the while.
4. Wait for one breath with your arms raised, look straight ahead, and check that your shoulders have not crept up to your ears as you got tired.
5. Lower both arms more slowly than you raised them, so that it takes about four seconds, and let the weights come to rest beside your thighs again.
6. Do this ten times, put the weights down, shake out your arms, and rest for about a minute before you go on with the next round of ten.
7. Do three rounds in all, three times a week, and take more weight only when the third round has felt easy for two weeks one after the other.
8. Stop when the pain grows sharp, when your hand tingles, or when you cannot lift your arm as high as on the day before, and ask someone who can examine you.
"""

SAFETY = """# Safety of massage

## When not to press

Do not press on a hot or swollen calf. Do not press on broken skin.

## When to see a doctor

See a doctor on the same day about a hot, swollen calf. See a doctor about numbness that lasts longer than a week.

## References

- Gray H. Anatomy of the Human Body. 1918.
"""

NOTES = {
    "soleus.md": SOLEUS,
    "trapezius.md": TRAPEZIUS,
    "piriformis.md": PIRIFORMIS,
    "deltoid.md": DELTOID,
    "safety.md": SAFETY,
}


def write_notes(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
