"""What the tests of written answers ask over the starter library, and what `record` asks a real model."""

from __future__ import annotations

QUESTIONS = (
    "Which nerve supplies the gluteus minimus?",
    "Where does the gluteus minimus arise?",
    "What does the piriformis do?",
    "What is greater trochanteric pain syndrome?",
    "What do the anterior fibres of the gluteus minimus do?",
    "Where does pain from trigger points in the gluteus minimus spread to?",
)
STEPS = "How do I stretch my piriformis?"
EMERGENCY = "I cannot feel between my legs and cannot pass urine, is it my piriformis?"
NOT_COVERED = "Which artery supplies the stapedius?"
