package treewarden.app.config;

import java.util.function.DoublePredicate;
import treewarden.domain.release.GateRule;

/** The section about the rule by which a candidate is let out: each number of the rule has a key here. */
record GateSection(Section section) {
    private static final int MOST = 1_000_000;

    /** What a number may be, in words and for the machine; nothing holds of what is no number. */
    private enum Bounds {
        SHARE("a number above 0 and below 1", number -> number > 0 && number < 1),
        SHARE_OR_ALL("a number above 0 and at most 1", number -> number > 0 && number <= 1),
        SHARE_OR_NONE("a number from 0 to 1", number -> number >= 0 && number <= 1),
        DIFFERENCE("a number above -1 and below 1", number -> number > -1 && number < 1),
        CONFIDENCE("a number from 0.5 and below 1", number -> number >= 0.5 && number < 1),
        /** A benchmark's metric is not always a share. */
        ABOVE_ZERO("a number above 0", number -> number > 0 && Double.isFinite(number));

        private final String words;
        private final DoublePredicate holds;

        Bounds(String words, DoublePredicate holds) {
            this.words = words;
            this.holds = holds;
        }
    }

    GateRule read() {
        var usual = GateRule.USUAL;
        return new GateRule(
                section.parsed("version", usual.version(), "a text that is not empty", GateSection::notBlank),
                margins(section.section("margins")),
                number(section, "confidence", usual.confidence(), Bounds.CONFIDENCE),
                number(section, "power", usual.power(), Bounds.CONFIDENCE),
                section.number("least-questions", usual.minimumQuestions(), 1, MOST),
                newLeaves(section.section("new-leaves")),
                collapse(section.section("collapse")),
                caps(section.section("caps")));
    }

    /** One margin for all questions, unless a kind of them has its own. */
    private GateRule.Margins margins(Section margins) {
        var usual = GateRule.USUAL.margins();
        boolean isOne = section.isThere("margin");
        double one = number(section, "margin", usual.heldOut(), Bounds.SHARE);
        return new GateRule.Margins(
                number(margins, "held-out", isOne ? one : usual.heldOut(), Bounds.SHARE),
                number(margins, "regression", isOne ? one : usual.regression(), Bounds.SHARE),
                number(margins, "choices", isOne ? one : usual.choices(), Bounds.SHARE),
                number(margins, "tasks", usual.tasks(), Bounds.ABOVE_ZERO));
    }

    private static GateRule.NewLeaves newLeaves(Section newLeaves) {
        var usual = GateRule.USUAL.newLeaves();
        return new GateRule.NewLeaves(
                number(newLeaves, "gain", usual.gain(), Bounds.DIFFERENCE),
                number(newLeaves, "confidence", usual.confidence(), Bounds.CONFIDENCE));
    }

    private static GateRule.Collapse collapse(Section collapse) {
        var usual = GateRule.USUAL.collapse();
        return new GateRule.Collapse(
                number(collapse, "drop", usual.drop(), Bounds.SHARE_OR_ALL),
                collapse.number("questions", usual.questions(), 1, MOST));
    }

    private static GateRule.Caps caps(Section caps) {
        var usual = GateRule.USUAL.caps();
        return new GateRule.Caps(
                number(caps, "flips", usual.flips(), Bounds.SHARE_OR_NONE),
                number(caps, "nulls", usual.nulls(), Bounds.SHARE_OR_NONE));
    }

    private static double number(Section section, String key, double usual, Bounds bounds) {
        return section.parsed(key, usual, bounds.words, text -> {
            double number = Double.parseDouble(text);
            if (!bounds.holds.test(number)) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
