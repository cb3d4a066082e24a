"""Pairs of invented sentences: what a note says, and what was written of it, carried or not.

Three kinds: what one denies and the other says in other words of denial; in which order things are done; what causes
what. Each is the sentence of the note, and what was written.
"""

from __future__ import annotations

Pair = tuple[str, str]

DENIED: tuple[Pair, ...] = (
    ("Avoid yawning widely, chewing gum and hard bread.", "Do not chew gum, and do not yawn widely."),
    ("Avoid running, jumping and long walks.", "Stay away from running and jumping, and do not take long walks."),
    ("Avoid heavy lifting, twisting or deep bending.", "Refrain from heavy lifting, and do not bend deeply."),
    ("Avoid kneeling, squatting and climbing stairs for a week.", "For a week, do not squat or kneel."),
    ("Do not run on hard ground.", "Keep from running on hard ground."),
    ("Do not massage the calf.", "The calf is not to be massaged."),
    ("Do not massage the calf.", "Refrain from massaging the calf."),
    ("Do not massage the calf.", "Steer clear of massaging the calf."),
    ("Cupping must not be used over fresh scars.", "Cupping over fresh scars is contraindicated."),
    ("Cupping is contraindicated in pregnancy.", "During pregnancy, cupping should not be used."),
    ("Thrusts to the neck are contraindicated in osteoporosis.", "Thrusts to the neck must not be given in osteoporosis."),
    ("Strong pressure on the throat is forbidden.", "Strong pressure must not be applied on the throat."),
    ("Keep the knees apart when you rise.", "Keep your knees from touching when you rise."),
    ("Keep the feet apart.", "Do not let the feet touch."),
    ("Keep the pelvis level while walking.", "Stop the pelvis from tilting while walking."),
    ("Rub across the fibres.", "Rub across the fibres, not along them."),
    ("Inability to raise the arm after a fall needs an X-ray.", "Someone who cannot raise the arm after a fall needs an X-ray."),
    ("People who are unable to stand on tiptoe need a test.", "People who cannot stand on tiptoe need a test."),
    ("A raised pulse suggests an infection but does not prove it.", "A raised pulse suggests an infection, though it is not proven."),
    ("Grip strength was not reduced.", "There was no loss of grip strength."),
    ("There was no loss of balance.", "Balance was not lost."),
    ("The tear often needs no operation.", "An operation is often unnecessary for the tear."),
    ("An X-ray is not needed.", "An X-ray is unnecessary."),
    ("Two trials were found; neither had a control group.", "The two trials lacked a control group."),
    ("None of the trials had a control group.", "The trials lacked a control group."),
    ("The short head has no nerve of its own.", "The short head lacks a nerve of its own."),
    ("No blood test can exclude gout.", "Gout cannot be excluded by any blood test."),
    ("No single sign can prove a fracture.", "A fracture cannot be proven by any single sign."),
    ("Warming up did not lower the number of injuries.", "Injuries were no rarer after warming up."),
    ("All muscles of the group apart from the gracilis cross the hip only.", "Except for the gracilis, all muscles of the group cross the hip only."),
    ("Stop the exercise if the pain rises.", "Do not continue the exercise if the pain rises."),
    ("Do not go on if the foot goes numb.", "Stop if the foot goes numb."),
    ("Do not stretch the calf until the wound has healed.", "Stretching the calf must wait until the wound has healed."),
    ("The pain is not caused by a worn disc.", "A worn disc is not to blame for the pain."),
    ("Bruises were seen in people without pain.", "Bruises were seen in pain-free people."),
    ("Massage makes little or no difference to sleep.", "Massage changes sleep little or not at all."),
    ("Several experts doubt that the joint can be felt.", "Several experts question whether the joint can be felt."),
)
"""Carried: what is denied stays denied."""

DENIED_NOT: tuple[Pair, ...] = (
    ("Avoid running, jumping and long walks.", "Avoid running, and take long walks."),
    ("Avoid deep pressure, use light strokes and stop at pain.", "Avoid light strokes."),
    ("Avoid deep pressure, use light strokes and stop at pain.", "Do not use light strokes."),
    ("Avoid deep pressure, stretch gently and breathe out.", "Do not stretch gently."),
    ("Avoid sitting for long, and walk every hour.", "Do not walk every hour."),
    ("Avoid kneeling, squatting and climbing stairs for a week.", "For a week, climb stairs."),
    ("Keep the teeth apart and the lips together at rest.", "At rest, keep the lips from touching and the teeth together."),
    ("Keep the teeth apart and the lips together at rest.", "At rest, keep the lips from touching."),
    ("Keep the knees apart when you rise.", "Keep your knees touching when you rise."),
    ("Keep the knees together when you rise.", "Keep your knees from touching when you rise."),
    ("Rub across the fibres.", "Rub along the fibres, not across them."),
    ("Cupping must not be used over fresh scars.", "Cupping over fresh scars is not contraindicated."),
    ("Cupping is contraindicated in pregnancy.", "During pregnancy, cupping can be used."),
    ("Cupping is contraindicated in pregnancy, while massage is safe.", "During pregnancy, massage must not be given."),
    ("Cupping helps; needling is contraindicated.", "Cupping must not be used."),
    ("Strong pressure on the throat is forbidden; light strokes are fine.", "Light strokes must not be applied on the throat."),
    ("Inability to raise the arm after a fall needs an X-ray.", "Someone who can raise the arm after a fall needs an X-ray."),
    ("The tear often needs an operation.", "An operation is often unnecessary for the tear."),
    ("A raised pulse suggests an infection but does not prove it.", "A raised pulse proves an infection."),
    ("A raised pulse proves an infection.", "A raised pulse suggests an infection, though it is not proven."),
    ("Grip strength was not reduced.", "There was a loss of grip strength."),
    ("Grip strength was reduced.", "There was no loss of grip strength."),
    ("Two trials were found; both had a control group.", "The two trials lacked a control group."),
    ("No blood test can exclude gout.", "Gout can be excluded by any blood test."),
    ("Warming up lowered the number of injuries.", "Injuries were no rarer after warming up."),
    ("All muscles of the group apart from the gracilis cross the hip only.", "All muscles of the group cross the hip only, the gracilis too."),
    ("All muscles of the group cross the hip only.", "Except for the gracilis, all muscles of the group cross the hip only."),
    ("Do not go on if the foot goes numb.", "Go on if the foot goes numb."),
    ("Stop if the foot goes numb.", "A numb foot is no reason to stop."),
    ("Stop if the foot goes numb.", "Do not stop if the foot goes numb."),
    ("We know of no trial of cupping for gout.", "Trials have shown no effect of cupping for gout."),
    ("Doctors may prescribe it, and therapists may not.", "Therapists may prescribe it."),
    ("The pain is not caused by a worn disc.", "A worn disc is to blame for the pain."),
    ("Bruises were seen in people without pain.", "Bruises were seen in people with pain."),
    ("Several experts doubt that the joint can be felt.", "Several experts are convinced that the joint can be felt."),
    ("Several experts are sure that the joint can be felt.", "Several experts doubt that the joint can be felt."),
    ("Feel for the nerve away from the bone.", "Feel for the nerve close to the bone."),
    ("Tilt the head to the sore side.", "Tilt the head away from the sore side."),
    ("Do not massage the calf.", "Massage the calf, and refrain from nothing."),
)
"""Not carried: one denies, and the other does not."""

ORDERED: tuple[Pair, ...] = (
    ("Sit down, cross the ankle over the knee and pull the thigh up.", "Sit, put the ankle across the knee, then pull the thigh up."),
    ("Press the sore spot, hold for 20 seconds and release slowly.", "Press the sore spot for 20 seconds, then release it slowly."),
    ("Lie on your back, bend the knee and pull it toward the chest until you feel a stretch.", "Lying on your back, bend the knee, then pull it toward the chest until you feel a stretch."),
    ("Stretch before you massage.", "First stretch, then massage."),
    ("Massage first, then stretch the tendon.", "Massage before you stretch the tendon."),
    ("Massage first, then stretch the tendon.", "Stretch the tendon after you have massaged it."),
    ("After the massage, rest for ten minutes.", "Rest for ten minutes once the massage is over."),
    ("Warm the muscle, then stretch it.", "Before you stretch the muscle, warm it."),
    ("Ice the knee after running.", "Run first, and ice the knee afterwards."),
    ("The client breathes in, then the therapist presses.", "The therapist presses after the client has breathed in."),
    ("Test the reflexes before treating the neck.", "Treat the neck after testing the reflexes."),
    ("Bend the knee until it hurts.", "Keep bending the knee until it hurts."),
    ("Press on the out-breath; let go on the in-breath.", "Press as the client breathes out and let go as the client breathes in."),
)
"""Carried: what comes first comes first."""

ORDERED_NOT: tuple[Pair, ...] = (
    ("Sit down, cross the ankle over the knee and pull the thigh up.", "Pull the thigh up, then cross the ankle over the knee."),
    ("Press the sore spot, hold for 20 seconds and release slowly.", "Release slowly, then press the sore spot for 20 seconds."),
    ("Massage first, then stretch the tendon.", "Stretch the tendon before you massage it."),
    ("Massage first, then stretch the tendon.", "Stretch the tendon first, then massage it."),
    ("Massage first, then stretch the tendon.", "Massage the tendon after you have stretched it."),
    ("Stretch before you massage.", "Massage first, then stretch."),
    ("Stretch before you massage.", "After you massage, stretch."),
    ("Warm the muscle, then stretch it.", "Stretch the muscle, and warm it afterwards."),
    ("Warm the muscle, then stretch it.", "Warm the muscle once you have stretched it."),
    ("The client breathes in, then the therapist presses.", "The therapist presses, and after that the client breathes in."),
    ("The client pushes for 5 seconds, then relaxes, and the therapist moves the joint.", "First the therapist moves the joint, then the client pushes for 5 seconds."),
    ("Test the reflexes before treating the neck.", "Test the reflexes after treating the neck."),
    ("Test the reflexes before treating the neck.", "Treat the neck, then test the reflexes."),
    ("Press on the out-breath; let go on the in-breath.", "Press as the client breathes in and let go as the client breathes out."),
    ("Lift while breathing out and lower while breathing in.", "Breathe in as you lift, and breathe out as you lower."),
    ("A sore muscle is stretched while the skin is cooled with ice.", "A sore muscle is stretched after the skin has been cooled with ice."),
    ("The muscle flexes the knee and extends the hip.", "The muscle extends the hip, then flexes the knee."),
)
"""Not carried: the order is another one."""

CAUSED: tuple[Pair, ...] = (
    ("Poor sleep can make the pain worse.", "The pain can get worse because of poor sleep."),
    ("Poor sleep can increase sensitivity.", "Sensitivity can be increased by poor sleep."),
    ("Tight scalenes may compress the nerves and cause tingling.", "Tingling may be caused by tight scalenes that compress the nerves."),
    ("Muscle spasm is often the result of joint irritation.", "Joint irritation often leads to muscle spasm."),
    ("Overuse causes tendon pain.", "Tendon pain comes from overuse."),
    ("A blow to the thigh can lead to a bruise.", "A bruise can result from a blow to the thigh."),
    ("Weak hip muscles let the pelvis drop.", "The pelvis drops because the hip muscles are weak."),
    ("Heat eases the cramp.", "The cramp is eased by heat."),
    ("Rest eases the pain in the heel.", "The pain in the heel eases with rest."),
    ("Long sitting makes the hip stiff.", "The hip gets stiff from long sitting."),
    ("Stress can trigger jaw pain.", "Jaw pain can be set off by stress."),
    ("Fear of movement contributes to disability.", "Disability is partly due to fear of movement."),
)
"""Carried: cause and effect stay what they are."""

CAUSED_NOT: tuple[Pair, ...] = (
    ("Poor sleep can make the pain worse.", "The pain can make sleep worse."),
    ("Poor sleep and stress can turn up sensitivity.", "More sensitivity can lead to poor sleep and stress."),
    ("Tightness of the scalenes may compress the nerves and cause tingling in the hand.", "Tingling in the hand may make the scalenes tighten and compress the nerves."),
    ("Muscle spasm is often the result of joint irritation.", "Joint irritation often results from muscle spasm."),
    ("Overuse causes tendon pain.", "Tendon pain leads to overuse."),
    ("Painkillers on many days can cause headache.", "Headache can be the reason why people take painkillers on many days."),
    ("A blow to the thigh can lead to a bruise.", "A blow to the thigh can result from a bruise."),
    ("Weak hip muscles let the pelvis drop.", "The hip muscles are weak because the pelvis drops."),
    ("Stress can trigger jaw pain.", "Jaw pain can trigger stress."),
    ("Stress can trigger jaw pain.", "Stress can be due to jaw pain."),
    ("Fear of movement contributes to disability.", "Disability contributes to fear of movement."),
    ("Long sitting makes the hip stiff.", "A stiff hip comes before long sitting and brings it about."),
    ("Swelling in the joint weakens the thigh muscle.", "A weak thigh muscle brings about swelling in the joint."),
    ("It bends the head to the same side and turns the face to the opposite side.", "It turns the face toward the same side."),
)
"""Not carried: cause and effect have changed places, or two companions have."""
