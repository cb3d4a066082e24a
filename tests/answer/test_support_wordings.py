"""Words of direction, comparisons and small words in other wordings: true ones are kept, near misses are refused."""

from __future__ import annotations

import pytest

from answer.claims import read_claim
from answer.directions import idle_particles
from answer.support import Cited, check

DIRECTIONS_KEPT = [
    ("Walk a little every hour when sitting.", "When sitting, get up and walk a little every hour."),
    ("Relax the shoulder and breathe slowly.", "Relax the shoulder and slow your breathing down."),
    ("Record each headache.", "Write each headache down."),
    ("Pain in the lower back clears in weeks.", "Pain in the lower back clears up in weeks."),
    ("Low back pain often flares in winter.", "Low back pain often flares up in winter."),
    ("Pain in the lower arm wakes people at night.", "Pain in the lower arm wakes people up at night."),
    ("The lower fibres tighten when you sit.", "The lower fibres tighten up when you sit."),
    ("Strengthen the lower trapezius slowly.", "Build up the strength of the lower trapezius slowly."),
    ("The test did not change after the lower cut.", "The lower cut left the test unchanged."),
    ("The treatment left people without pain.", "People were without pain after the treatment."),
    ("It is much more effective.", "It is far more effective."),
    ("Trigger points high in the calf ache.", "Trigger points in the upper calf ache."),
    ("Trigger points low in the muscle ache.", "Trigger points in the lower part of the muscle ache."),
    ("It steadies the lumbar spine.", "It steadies the lower spine."),
    ("It bends the cervical spine.", "It bends the upper spine."),
    ("Three muscles bound the triangle.", "Three muscles form the borders of the triangle."),
    ("The dose depends on the level of pain.", "The dose depends on how bad the pain is."),
    (
        "In full bending the erector spinae is silent.",
        "When you bend all the way forward, the erector spinae is silent.",
    ),
    ("Full flexion of the trunk silences the muscle.", "Bending the trunk fully forward silences the muscle."),
    (
        "The strap crosses the thigh from the outer hip to the inner knee.",
        "The strap crosses the thigh, starting at the outer hip and ending on the inner knee.",
    ),
    ("Stop if the pain gets worse, whatever the load.", "Stop if the pain worsens, whatever the load."),
    ("Use the clinic's form to record pain.", "Write down the pain on the clinic's form."),
    ("The gluteus minimus lies deep between the two.", "The gluteus minimus sits deep between the two."),
    ("The bursa lies between bone and tendon.", "The bursa sits between bone and tendon."),
    (
        "A diary helps to sort migraine from other headaches.",
        "A diary helps to tell migraine apart from other headaches.",
    ),
    ("If left untreated, it may last for months.", "Untreated, it may last for months."),
    ("Exercise keeps the gain over the months.", "Exercise keeps the gain over many months."),
    ("Keep the standing leg straight.", "Keep the leg that you stand on straight."),
    ("Cross the sore leg over the opposite leg.", "Cross the sore leg over the other leg."),
    ("You cannot feel the psoas in most people.", "In most people it is impossible to feel the psoas."),
    ("Ice eases pain and also calms swelling.", "Ice eases pain, and it also calms swelling."),
    ("Patients past 70 have it.", "Patients over the age of 70 have it."),
    ("The effect lasts up to the next day.", "The effect lasts until the next day."),
    (
        "Compared with rest, walking brought more relief than heat.",
        "Walking brought more relief than heat, compared with rest.",
    ),
]
DIRECTIONS_REFUSED = [
    ("Press the shoulder blade down.", "Press the shoulder blade up."),
    ("Draw the foot up.", "Draw the foot down."),
    ("Keep the chin down.", "Keep the chin up."),
    ("Keep the elbow up while you stretch.", "Keep the elbow down while you stretch."),
    ("Hold the arm up for 10 seconds.", "Hold the arm down for 10 seconds."),
    ("Turn the palm up.", "Turn the palm down."),
    ("Pick up the leg.", "Put down the leg."),
    ("Push the hip up to the ceiling.", "Push the hip down to the floor."),
    ("The pain spreads up the arm.", "The pain spreads down the arm."),
    ("Lower back pain clears in weeks.", "Upper back pain clears up in weeks."),
    ("The cut changed the test on the right side.", "The cut changed the test on the left side."),
    ("Turn to the right.", "Turn left."),
    ("The right leg is longer.", "The left leg is longer."),
    ("The joint is near the wrist.", "The joint is far from the wrist."),
    ("It lies far from the joint.", "It lies near the joint."),
    ("Trigger points high in the calf ache.", "Trigger points in the lower calf ache."),
    ("Trigger points low in the muscle ache.", "Trigger points in the upper muscle ache."),
    ("Trigger points deep in the muscle ache.", "Trigger points in the upper muscle ache."),
    ("It steadies the cervical spine.", "It steadies the lower spine."),
    ("It steadies the lumbar spine.", "It steadies the upper spine."),
    ("It arises from C3 and C4.", "It arises from the top two neck vertebrae."),
    ("It arises from the atlas and axis.", "It arises from the top three vertebrae."),
    ("The dose depends on the site of pain.", "The dose depends on how bad the pain is."),
    ("Lie on the good side.", "Lie on the bad side."),
    ("Full extension of the trunk silences the muscle.", "Bending the trunk fully forward silences the muscle."),
    ("Bending to the side silences the muscle.", "Bending forward silences the muscle."),
    ("Full bending of the knee hurts.", "Bending the knee forward hurts."),
    ("Full bending of the trunk hurts.", "Bending the trunk backward hurts."),
    (
        "The strap runs from the outer hip to the inner knee.",
        "The strap crosses the thigh, starting at the inner knee and ending at the outer hip.",
    ),
    ("Pain spreads to the heel.", "The muscle ends at the heel."),
    ("The nerve runs under the ligament.", "The nerve runs over the ligament."),
    ("Sit up before you stretch.", "Sit down before you stretch."),
    ("The ball rolls down the thigh.", "The ball rolls up the thigh."),
    ("Warm the leg, then stroke down to the foot.", "Warm the leg, then stroke up from the foot."),
    ("Move the ball up to the knee.", "Move the ball down to the knee."),
    ("Lying on your side next to a wall helps.", "You sit on your side next to a wall, which helps."),
    ("The patient lies near the edge of the couch.", "The patient sits near the edge of the couch."),
    ("Pain eases when the patient sits.", "Pain eases when the patient lies down."),
    ("Warm the calf and stroke it down to the heel.", "Warm the calf and stroke it up to the knee."),
    ("Slide the hand down the back.", "Slide the hand up the back."),
    ("The muscle tilts the pelvis forward.", "The muscle tilts the pelvis backward."),
    ("Lean the trunk forward.", "Lean the trunk to the left."),
    ("Raise the left arm.", "Raise the right arm."),
    ("The pain stays on the left.", "The pain stays on the right."),
    ("The scan showed a tear on the left.", "The scan left the right side unclear."),
    ("It pulls the shoulder blade up and back.", "It pulls the shoulder blade down and back."),
    ("Look up, then turn the head.", "Look down, then turn the head."),
    ("Sit with the back against the wall.", "Sit with the front against the wall."),
    ("Press above the collarbone.", "Press below the collarbone."),
    ("Above all, press below the collarbone.", "Above all, press over the collarbone."),
    ("The upper fibres lift the shoulder.", "The lower fibres lift the shoulder."),
    ("Keep the standing leg straight.", "Keep the lifted leg straight."),
    ("Bend the leg that is off the floor.", "Bend the leg that is on the floor."),
    ("Stand on the sore leg.", "Lift the sore leg."),
    ("Swing the free leg.", "Swing the standing leg."),
    ("Turn the face to the same side.", "Turn the face to the other side."),
    ("The patient can lift the arm without help.", "The patient cannot lift the arm without help."),
    ("Most patients can walk after a week.", "Most patients are unable to walk after a week."),
    ("You cannot feel the psoas in most people.", "In most people it is possible to feel the psoas."),
    ("An inability to lift the leg needs imaging.", "Being able to lift the leg needs imaging."),
    ("Rolling helps a little.", "Rolling helps a little and also cuts the risk of injury."),
    ("Ice eases pain.", "Ice eases pain, and it also speeds recovery."),
    ("Ice eases pain.", "Ice eases pain and even prevents injury."),
    ("Some people get headaches from it.", "All people get headaches from it."),
    ("Some of the three heads are felt.", "All three heads are felt."),
    ("Each of the four exercises may be done.", "All four exercises are done."),
    ("Two exercises may help.", "All two exercises help."),
    ("The joint may be stiff, and the muscle is weak.", "The joint is stiff, and the muscle may be weak."),
    ("The masseur may not needle.", "The masseur is allowed to needle."),
    ("Do not train on more than two days a week.", "Train on more than two days in any week."),
    ("pain in anyone under 20", "pain in anyone over 20"),
    ("Patients past 70 have it.", "Patients over 60 have it."),
    ("Press until it yields.", "Press beyond the point where it yields."),
    ("The effect lasts up to the next day.", "The effect lasts beyond the next day."),
    ("The pain was there before the fall.", "The pain was there after the fall."),
    ("Those who had it did better before.", "Those who had it did worse before."),
    ("Two sensors are more exact than one.", "One sensor is more exact than two."),
    (
        "In one study runners were hurt more often than walkers, who trained longer.",
        "In one study walkers were hurt more often than runners, who trained longer.",
    ),
    (
        "Compared with rest, walking brought more relief than heat.",
        "Compared with rest, heat brought more relief than walking.",
    ),
]
COMPARED_KEPT = [
    (
        "Stretching worked better than massage, and slightly better than sham.",
        "Stretching worked slightly better than sham.",
    ),
    ("The outer head is longer than the inner head.", "The inner head is shorter than the outer head."),
    ("Pain comes from the tendon, not from the bursa.", "Pain comes from the tendon rather than from the bursa."),
    ("Pain comes from the tendon rather than from the bursa.", "Pain comes not from the bursa but from the tendon."),
    ("Use the forearm instead of the thumb.", "Instead of the thumb, use the forearm."),
    ("The authors see it more as a habit than as a disease.", "The authors see it less as a disease than as a habit."),
    (
        "Tingling points to a nerve more than to the hamstrings.",
        "If it tingles, suspect a nerve more than the hamstrings.",
    ),
    (
        "The deltoid lifts the arm; the trapezius lifts the shoulder blade.",
        "The shoulder blade is lifted by the trapezius, and the arm by the deltoid.",
    ),
    (
        "The rectus femoris bends the hip and straightens the knee; the vasti only straighten the knee.",
        "The vasti straighten the knee only, while the rectus femoris also bends the hip.",
    ),
    ("Cold, not heat, is used after a sprain.", "After a sprain use cold rather than heat."),
    ("Women have it more often than men.", "Men have it less often than women."),
    ("Needling was no better than sham.", "Sham was as good as needling."),
    (
        "In those who stretched, pain fell more than in those who rested.",
        "Pain fell more in those who stretched than in those who rested.",
    ),
    (
        "It is easier to feel the outer hamstring than the inner one.",
        "The outer hamstring is easier to feel than the inner one.",
    ),
    ("Walking hurts less than sitting.", "Sitting hurts more than walking."),
    ("The vein can be pressed; the artery cannot.", "The vein can be pressed, but the artery cannot."),
    ("Runners may train, and swimmers may not.", "Runners may train."),
    ("Runners may train, and swimmers may not.", "Swimmers are not allowed to train, but runners are."),
]
COMPARED_REFUSED = [
    ("Heat eased neck pain more than ice in one trial.", "In one trial ice eased neck pain more than heat."),
    ("Walking helps back pain more than bed rest.", "Bed rest helps back pain more than walking."),
    ("Walking helps back pain more than bed rest.", "Back pain gets less help from walking than from bed rest."),
    (
        "Stretching worked better than massage, and slightly better than sham.",
        "Sham worked slightly better than stretching.",
    ),
    (
        "Stretching worked better than massage, and slightly better than sham.",
        "Massage, which worked better than stretching, was tested.",
    ),
    ("Loading works as well as surgery, and costs less.", "Surgery costs less than loading."),
    ("The outer head is longer than the inner head.", "The inner head is longer than the outer head."),
    ("The outer head is longer than the inner head.", "The outer head is shorter than the inner head."),
    (
        "People who rested recovered more slowly than those who walked.",
        "People who walked recovered more slowly than those who rested.",
    ),
    ("Pain comes from the tendon, not from the bursa.", "Pain comes from the bursa rather than from the tendon."),
    ("Pain comes from the tendon rather than from the bursa.", "Pain comes not from the tendon but from the bursa."),
    ("The tendon is compressed, not stretched.", "The tendon is stretched rather than compressed."),
    ("Use the forearm instead of the thumb.", "Use the thumb instead of the forearm."),
    ("Use the forearm instead of the thumb.", "Instead of the forearm, use the thumb."),
    ("The authors see it more as a habit than as a disease.", "The authors see it more as a disease than as a habit."),
    ("The authors see it more as a habit than as a disease.", "The authors see it less as a habit than as a disease."),
    (
        "Tingling points to a nerve more than to the hamstrings.",
        "If it tingles, suspect the hamstrings more than a nerve.",
    ),
    ("More women than men have hip pain.", "More men than women have hip pain."),
    (
        "Needling led to less pain and better sleep than massage in people with headache.",
        "People with headache who had massage had less pain than those who had needling.",
    ),
    (
        "Massage eased pain and stiffness; heat eased only pain.",
        "Heat eased both pain and stiffness, whereas massage eased pain alone.",
    ),
    ("The knee bends and turns; the elbow only bends.", "The elbow bends and turns; the knee only bends."),
    (
        "The median nerve supplies the thumb and the index finger; the ulnar nerve supplies the little finger only.",
        "The ulnar nerve supplies the thumb and the index finger; the median nerve supplies the little finger only.",
    ),
    (
        "The long head crosses the hip and the knee; the short head crosses only the knee.",
        "The short head crosses the hip and the knee; the long head crosses only the knee.",
    ),
    (
        "The long head crosses the hip and the knee; the short head crosses only the knee.",
        "Both the hip and the knee are crossed by the short head, but the long head crosses the knee alone.",
    ),
    (
        "The deltoid lifts the arm; the trapezius lifts the shoulder blade.",
        "The trapezius lifts the arm; the deltoid lifts the shoulder blade.",
    ),
    (
        "The rectus femoris bends the hip and straightens the knee; the vasti only straighten the knee.",
        "The rectus femoris straightens the knee only, while the vasti also bend the hip.",
    ),
    (
        "Stretching helped pain but not strength; loading helped strength but not pain.",
        "Loading helped pain but not strength; stretching helped strength but not pain.",
    ),
    ("Heat is used for stiffness, not for swelling.", "Heat is used for swelling rather than for stiffness."),
    ("Cold, not heat, is used after a sprain.", "Heat, not cold, is used after a sprain."),
    ("Cold, not heat, is used after a sprain.", "After a sprain use heat rather than cold."),
    (
        "The needle is put into the muscle, not into the tendon.",
        "The needle is put into the tendon instead of the muscle.",
    ),
    ("Muscle pain aches more than it burns.", "Muscle pain burns more than it aches."),
    ("Women have it more often than men.", "Men have it more often than women."),
    ("Women have it more often than men.", "Women have it less often than men."),
    ("The tendon heals more slowly than the muscle.", "The muscle heals more slowly than the tendon."),
    ("Loading is safer than injection and works longer.", "Injection works longer than loading."),
    ("Loading is safer than injection.", "Injection is safer than loading."),
    (
        "In those who stretched, pain fell more than in those who rested.",
        "In those who rested, pain fell more than in those who stretched.",
    ),
    (
        "In those who stretched, pain fell more than in those who rested.",
        "Pain fell more in those who rested than in those who stretched.",
    ),
    ("The left nerve runs deeper than the right one.", "The right nerve runs deeper than the left one."),
    (
        "It is easier to feel the outer hamstring than the inner one.",
        "It is easier to feel the inner hamstring than the outer one.",
    ),
    ("Walking hurts less than sitting.", "Sitting hurts less than walking."),
    (
        "You can feel the belly of the muscle, but not its tendon.",
        "You can feel the tendon of the muscle, but not its belly.",
    ),
    ("The vein can be pressed; the artery cannot.", "The artery can be pressed; the vein cannot."),
    ("Runners may train, and swimmers may not.", "Swimmers may train."),
]
SAID_OF_KEPT = [
    (
        "The gastrocnemius crosses the knee and the ankle; the soleus crosses the ankle only.",
        "The soleus crosses only the ankle, while the gastrocnemius crosses both the knee and the ankle.",
    ),
    (
        "The gastrocnemius crosses the knee and the ankle; the soleus crosses the ankle only.",
        "The gastrocnemius crosses the knee.",
    ),
    (
        "The sartorius bends the hip and the knee, while the gracilis bends only the knee.",
        "Only the knee is bent by the gracilis, whereas the sartorius bends the hip and the knee.",
    ),
    (
        "The psoas starts at the spine; the iliacus starts at the pelvis.",
        "At the pelvis the iliacus begins, and the psoas at the spine.",
    ),
    ("It is impossible to feel the muscle through the skin.", "The muscle cannot be felt through the skin."),
    (
        "The muscle lies too deep to reach with the fingers.",
        "The muscle lies so deep that the fingers cannot reach it.",
    ),
    (
        "When it is weak, the pelvis drops towards the lifted leg.",
        "When it is weak, the pelvis sinks to the side of the leg that is off the ground.",
    ),
    (
        "When it is weak, the pelvis drops towards the lifted leg.",
        "When it is weak, the pelvis sinks towards the raised leg.",
    ),
    ("The trunk leans over the leg that you stand on.", "The trunk leans over the standing leg."),
    (
        "Place the ankle of the side to be stretched on the opposite knee and pull the opposite leg to the chest.",
        "Put the ankle of the side being stretched on the other knee and pull the other leg to the chest.",
    ),
    (
        "Stretching helped pain but not strength; loading helped strength but not pain.",
        "Loading helped strength but not pain, while stretching helped pain but not strength.",
    ),
    ("Heat eases stiffness; cold eases swelling.", "Stiffness is eased by heat, and swelling by cold."),
    (
        "Massage first eased pain, but later pain came back.",
        "At first massage eased the pain, but later the pain returned.",
    ),
    ("The brace is worn by day; the splint is worn at night.", "At night the splint is worn, and by day the brace."),
    (
        "The ball is small and hard, while the roller is long and soft.",
        "The roller is long and soft, while the ball is small and hard.",
    ),
]
SAID_OF_REFUSED = [
    (
        "The gastrocnemius crosses the knee and the ankle; the soleus crosses the ankle only.",
        "The soleus crosses both the knee and the ankle; the gastrocnemius crosses only the ankle.",
    ),
    (
        "The gastrocnemius crosses the knee and the ankle; the soleus crosses the ankle only.",
        "The soleus crosses the knee.",
    ),
    (
        "The sartorius bends the hip and the knee, while the gracilis bends only the knee.",
        "The gracilis bends both the hip and the knee, while the sartorius bends the knee alone.",
    ),
    (
        "The psoas starts at the spine; the iliacus starts at the pelvis.",
        "The iliacus starts at the spine; the psoas starts at the pelvis.",
    ),
    ("The psoas starts at the spine; the iliacus starts at the pelvis.", "The psoas starts at the pelvis."),
    ("It is impossible to feel the muscle through the skin.", "You are able to feel the muscle through the skin."),
    ("It is impossible to feel the muscle through the skin.", "The muscle can be felt through the skin."),
    ("You can feel the muscle at the back of the thigh.", "The muscle cannot be felt at the back of the thigh."),
    (
        "The muscle lies too deep to reach with the fingers.",
        "The muscle lies deep and can be reached with the fingers.",
    ),
    (
        "Because the bone covers it, nobody is able to press the muscle.",
        "Although the bone covers it, it is possible to press the muscle.",
    ),
    (
        "When it is weak, the pelvis drops towards the lifted leg.",
        "When it is weak, the pelvis drops towards the standing leg.",
    ),
    (
        "When it is weak, the pelvis drops towards the lifted leg.",
        "When it is weak, the pelvis sinks towards the leg you are standing on.",
    ),
    ("The trunk leans over the leg that you stand on.", "The trunk leans over the lifted leg."),
    (
        "It keeps the body from tilting to the side where the leg has no contact with the ground.",
        "It keeps the body from tilting towards the standing leg.",
    ),
    (
        "Place the ankle of the side to be stretched on the opposite knee and pull the opposite leg to the chest.",
        "Place the ankle of the side to be stretched on the opposite knee and pull the side to be stretched to you.",
    ),
    (
        "Massage plus training helped more than training alone.",
        "Massage plus training helped more than training alone, and it also improved balance.",
    ),
    (
        "Massage plus training helped more than training alone.",
        "Massage plus training helped more than training alone, and it improved sleep.",
    ),
    ("Rolling eases pain for a day.", "Rolling eases pain for a day and also raises the mood."),
    ("Rolling eases pain for a day.", "Rolling eases pain for a day, as well as making people quicker."),
    (
        "The splint holds the wrist straight at night.",
        "The splint holds the wrist straight at night, and it makes work easier too.",
    ),
    ("The muscle bends the knee.", "The muscle bends the knee and also balances the body."),
    (
        "Stretching helped pain but not strength; loading helped strength but not pain.",
        "Loading helped pain but not strength; stretching helped strength but not pain.",
    ),
    (
        "Heat eases stiffness, not swelling; cold eases swelling.",
        "Cold eases stiffness, not swelling; heat eases swelling.",
    ),
    ("Heat eases stiffness; cold eases swelling.", "Stiffness is eased by cold, and swelling by heat."),
    ("The brace is worn by day; the splint is worn at night.", "At night the brace is worn, and by day the splint."),
    (
        "The ball is small and hard, while the roller is long and soft.",
        "The roller is small and hard, while the ball is long and soft.",
    ),
]
SMALL_WORDS_KEPT = [
    ("headache that is new over the age of 50", "A new headache in someone over 50."),
    ("headache that is new over the age of 50", "A new headache in anyone past 50."),
    ("headache that is new over the age of 50", "A new headache in a person older than 50."),
    ("Do not take tablets on more than two days a week.", "Do not take tablets on more than two days in any week."),
    ("Do not take tablets on more than two days a week.", "Do not take tablets on more than two days in a week."),
    ("Train three times a week.", "Train three times in any given week."),
    ("Tenderness may come from either muscle.", "Tenderness may come from either of the two muscles."),
    ("Stretch either leg first.", "Either of the two legs can be stretched first."),
    ("Both heads bend the knee.", "The two heads both bend the knee."),
    (
        "In many places doctors may do needling, and massage therapists may not.",
        "In many places doctors are allowed to do needling, but massage therapists are not.",
    ),
    (
        "The nurse may give the injection, but the masseur may not.",
        "The nurse is allowed to give the injection, but the masseur is not.",
    ),
    ("pain that eases with some walking", "The pain eases after a bit of walking."),
    ("pain that eases with some walking", "The pain eases with walking."),
    ("Give the muscle some rest after the run.", "Rest the muscle after the run."),
    ("Most people have back pain at some time.", "Most people have back pain at some point."),
    ("Hold while the client breathes evenly.", "Hold, the client breathing evenly all the while."),
    ("It may tear suddenly.", "It may tear all of a sudden."),
    ("The three heads share one nerve.", "All three heads share one nerve."),
    ("The nine trials were small.", "All nine trials were small."),
    (
        "See a doctor if the pain is new and you have or had cancer.",
        "See a doctor if the pain is new and you have cancer or have had it before.",
    ),
    ("Ask about a previous tear.", "Ask whether it was torn before."),
    ("a blow to the thigh in recent days", "The thigh took a blow within the last few days."),
    ("a blow to the thigh in recent weeks", "The thigh took a blow in the past few weeks."),
    ("Press up to the first resistance.", "Press as far as the first resistance."),
    ("Press slowly up to the first resistance.", "Press slowly until the first resistance."),
]
SMALL_WORDS_REFUSED = [
    ("headache that is new over the age of 50", "A new headache in someone under 50."),
    ("headache that is new over the age of 50", "A new headache in someone over 60."),
    ("headache that is new under the age of 50", "A new headache in someone past 50."),
    ("headache that lasts over 50 minutes", "A new headache in someone over 50."),
    ("Pain beyond 50 metres of walking is a sign.", "Pain in anyone past 50 is a sign."),
    ("Do not take tablets on more than two days a week.", "Do not take tablets on more than two days in any month."),
    (
        "Do not take tablets on more than two days a week.",
        "Do not take tablets on more than three days in any one week.",
    ),
    ("Tenderness may come from either muscle.", "Tenderness may come from either of the three muscles."),
    (
        "In many places doctors may do needling, and massage therapists may not.",
        "In many places massage therapists are allowed to do needling, but doctors are not.",
    ),
    (
        "In many places doctors may do needling, and massage therapists may not.",
        "In many places doctors and massage therapists are allowed to do needling.",
    ),
    ("The muscle may ache, and the joint may swell.", "The muscle may ache, and the joint swells."),
    ("Some exercises ease the pain.", "Exercises ease the pain."),
    ("pain that eases with some exercises", "The pain eases with all exercises."),
    ("Some people feel pain with walking.", "People feel pain with walking."),
    ("Three of the heads share one nerve.", "All three heads share one nerve."),
    ("Two of the three trials found less pain.", "All three trials found less pain."),
    ("Most of the nine trials were small.", "All nine trials were small."),
    ("Some of the three trials were small.", "All three trials were small."),
    (
        "See a doctor if the pain is new and you have cancer.",
        "See a doctor if the pain is new and you have had cancer before.",
    ),
    ("See a doctor if you had a fall.", "See a doctor before a fall."),
    ("a blow to the thigh in recent days", "The thigh took a blow in the past few weeks."),
    ("a blow to the thigh in recent days", "The thigh took few blows."),
    ("Press beyond the first resistance.", "Press as far as the first resistance."),
    ("Rest after the first resistance.", "Rest until the first resistance."),
]


@pytest.mark.parametrize(("quote", "text"), [*DIRECTIONS_KEPT, *COMPARED_KEPT, *SAID_OF_KEPT, *SMALL_WORDS_KEPT])
def test_another_wording_is_carried(quote: str, text: str) -> None:
    assert check(text, [Cited(quote)]).is_carried, check(text, [Cited(quote)])


@pytest.mark.parametrize(
    ("quote", "text"), [*DIRECTIONS_REFUSED, *COMPARED_REFUSED, *SAID_OF_REFUSED, *SMALL_WORDS_REFUSED]
)
def test_a_near_miss_is_refused(quote: str, text: str) -> None:
    assert not check(text, [Cited(quote)]).is_carried


@pytest.mark.parametrize(
    ("text", "idle"),
    [
        ("break up the day", True),
        ("write the exercises down", True),
        ("keep up the exercises", True),
        ("keep up the leg", False),
        ("keep the leg up", False),
        ("press the shoulder down", False),
        ("pick up the foot", False),
    ],
)
def test_a_particle_shows_no_direction_after_some_verbs(text: str, idle: bool) -> None:
    assert bool(idle_particles(text.split())) == idle


def test_a_verb_and_its_particle_are_one_phrase_with_words_between() -> None:
    words = {word.text: word for word in read_claim("Write the headaches down.").words}
    assert words["write"].wider == words["down"].wider != ()
