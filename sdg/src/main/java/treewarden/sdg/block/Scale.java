package treewarden.sdg.block;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.domain.Printable;
import treewarden.domain.Score;

/** The scale that a judge scores on. What it gives is read with some patience, and believed only on the scale. */
sealed interface Scale {
    /** The score that the text gives; empty where it gives none on this scale. */
    Optional<Given> read(String text);

    String words();

    /**
     * A score.
     *
     * @param text as a filter compares it
     */
    record Given(String text, Score score) {}

    /** From the numbers {@code [from, to]} or the words, worst to best, of a pipeline file. */
    static Optional<Scale> of(List<?> ends) {
        if (ends.size() == 2
                && ends.get(0) instanceof Number from
                && ends.get(1) instanceof Number to
                && from.doubleValue() < to.doubleValue()) {
            return Optional.of(new Numbers(from.doubleValue(), to.doubleValue()));
        }
        boolean words = ends.size() >= 2 && ends.stream().allMatch(String.class::isInstance);
        return words ? Optional.of(new Words(ends.stream().map(String::valueOf).toList())) : Optional.empty();
    }

    /** Numbers between two ends, both included. */
    record Numbers(double from, double to) implements Scale {
        /** A number, with "score:" before it, and "of 3" or words without further numbers after it. */
        private static final Pattern ONE_NUMBER = Pattern.compile("\\W*?(?:[A-Za-z ]{1,40}[:=]\\s*)?[*_`\"']*"
                + "(?<number>[+-]?\\d{1,9}(?:\\.\\d{1,9})?)(?![\\w.]*\\d)[*_`\"']*"
                + "(?:\\s*(?:/|out of|of)\\s*(?<best>\\d{1,9}(?:\\.\\d{1,9})?)(?![\\w.]*\\d))?[^0-9]*");

        @Override
        public Optional<Given> read(String text) {
            var number = ONE_NUMBER.matcher(text.strip());
            if (text.length() > 200 || !number.matches()) {
                return Optional.empty();
            }
            double value = Double.parseDouble(number.group("number"));
            var best = number.group("best");
            boolean onScale = value >= from && value <= to && (best == null || Double.parseDouble(best) == to);
            return onScale ? Optional.of(new Given(plain(value), new Score(value, to))) : Optional.empty();
        }

        @Override
        public String words() {
            return "from " + plain(from) + " to " + plain(to);
        }

        private static String plain(double number) {
            return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
        }
    }

    /** Words, worst to best. */
    record Words(List<String> worstToBest) implements Scale {
        private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

        @Override
        public Optional<Given> read(String text) {
            if (text.length() > 200) {
                return Optional.empty();
            }
            var said = List.of(NO_LETTERS.split(" " + text.strip().toUpperCase(Locale.ROOT)));
            var given = worstToBest.stream()
                    .filter(word -> said.contains(word.toUpperCase(Locale.ROOT)))
                    .toList();
            return given.size() == 1
                    ? Optional.of(new Given(
                            given.get(0), new Score(worstToBest.indexOf(given.get(0)), worstToBest.size() - 1)))
                    : Optional.empty();
        }

        @Override
        public String words() {
            return String.join(" or ", worstToBest);
        }
    }

    /** Why a text is no score on this scale, in words that go on after "the answer". */
    default String refusal(String text) {
        return "gives the score " + Printable.quoted(text.strip()) + ", which is not on the scale " + words();
    }
}
