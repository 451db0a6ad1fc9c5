package treewarden.domain.release;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import treewarden.domain.Digest;

/**
 * When a candidate may be published: fixed before the evaluation, and kept with its version beside every verdict.
 *
 * <p>Differences are shares of the questions: by how much the share of questions on which the candidate is better exceeds
 * that on which it is worse.
 *
 * @param version what people call it; {@link #name()} tells two rules apart where it was not changed with their numbers
 * @param margins how much worse a candidate that passes may be at most
 * @param confidence of each one-sided bound, such as 0.95
 * @param power with which a candidate that is as good would pass, by which it is said how many questions are needed
 * @param minimumQuestions that have a verdict; with fewer nothing is decided
 */
public record GateRule(
        String version,
        Margins margins,
        double confidence,
        double power,
        int minimumQuestions,
        NewLeaves newLeaves,
        Collapse collapse,
        Caps caps) {
    /** Digits of the digest that are shown. */
    private static final int SHOWN = 8;

    /** How much worse at most, as a share of the questions; of tasks in their metric. */
    public record Margins(double heldOut, double regression, double choices, double tasks) {
        public Margins {
            if (heldOut <= 0 || regression <= 0 || choices <= 0 || tasks <= 0) {
                throw new IllegalArgumentException("the margins of the gate must be above 0; with 0 nothing can pass");
            }
        }
    }

    /**
     * What new leaves must have brought.
     *
     * @param gain the difference on their questions must be above it
     * @param confidence of the bound; lower than the rule's, since there are few such questions
     */
    public record NewLeaves(double gain, double confidence) {
        public NewLeaves {
            requireShare("the confidence for new leaves", confidence);
        }
    }

    /**
     * When a leaf is lost.
     *
     * @param drop of its mean score, as a share of the judge's scale
     * @param questions from which on that is sure; with fewer a person looks
     */
    public record Collapse(double drop, int questions) {
        public Collapse {
            if (drop <= 0 || drop > 1 || questions < 1) {
                throw new IllegalArgumentException(
                        "a collapse is a drop above 0 and up to 1, on at least one question");
            }
        }
    }

    /**
     * How well the judge must do its work.
     *
     * @param flips share of the pairs whose verdict may hang on their order
     * @param nulls share of the questions that may be without a verdict
     */
    public record Caps(double flips, double nulls) {
        public Caps {
            if (flips < 0 || flips > 1 || nulls < 0 || nulls > 1) {
                throw new IllegalArgumentException("the gate's caps are shares from 0 to 1");
            }
        }
    }

    /**
     * Five points at 95 %, of at least 100 questions: with a fifth of the pairs decided that takes about 500 questions;
     * what is smaller ends inconclusive, and a person decides. Half of the scale on three questions is a collapse. Judges
     * have been seen to flip on 18 % of pairs, and more where answers are alike.
     */
    public static final GateRule USUAL = new GateRule(
            "1",
            new Margins(0.05, 0.05, 0.05, 0.03),
            0.95,
            0.8,
            100,
            new NewLeaves(0, 0.8),
            new Collapse(0.5, 3),
            new Caps(0.35, 0.05));

    public GateRule {
        if (version.isBlank() || minimumQuestions < 1) {
            throw new IllegalArgumentException("the gate's rule needs a version and at least one question");
        }
        requireShare("the gate's confidence", confidence);
        requireShare("the gate's power", power);
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0.5 && share < 1)) {
            throw new IllegalArgumentException(what + " is at least 0.5 and below 1, and not " + share);
        }
    }

    /** Its version with the digest of its numbers, such as {@code 1-0a1b2c3d}: no two rules have the same. */
    public String name() {
        var numbers = DoubleStream.of(
                        margins.heldOut(),
                        margins.regression(),
                        margins.choices(),
                        margins.tasks(),
                        confidence,
                        power,
                        minimumQuestions,
                        newLeaves.gain(),
                        newLeaves.confidence(),
                        collapse.drop(),
                        collapse.questions(),
                        caps.flips(),
                        caps.nulls())
                // In this form no Java rounds them otherwise.
                .mapToObj(Double::toHexString)
                .collect(Collectors.joining(" "));
        return version + "-" + Digest.of(numbers).hex().substring(0, SHOWN);
    }

    public GateRule withMargins(Margins other) {
        return new GateRule(version, other, confidence, power, minimumQuestions, newLeaves, collapse, caps);
    }

    public GateRule withMinimumQuestions(int other) {
        return new GateRule(version, margins, confidence, power, other, newLeaves, collapse, caps);
    }
}
