package treewarden.sdg.document.fetch;

import java.util.ArrayList;
import java.util.List;

/** A pattern for one name. Takes at most as many steps as pattern and name are long, multiplied. */
final class Part {
    /** Matches nothing. */
    static final Part NONE = new Part(List.of(new Element.Among(new int[0], false)), false);

    /** Stands for a piece of the name. */
    private sealed interface Element {
        /** Any number of characters. */
        record Some() implements Element {}

        /** One character, whatever it is. */
        record One() implements Element {}

        record Exactly(int character) implements Element {}

        /**
         * One character of a set.
         *
         * @param ranges first and last characters, in turn
         * @param not the set is of what is not meant
         */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        record Among(int[] ranges, boolean not) implements Element {
            boolean holds(int character) {
                for (int i = 0; i < ranges.length; i += 2) {
                    if (ranges[i] <= character && character <= ranges[i + 1]) {
                        return !not;
                    }
                }
                return not;
            }
        }
    }

    private final List<Element> elements;
    private final boolean alsoHidden;

    private Part(List<Element> elements, boolean alsoHidden) {
        this.elements = elements;
        this.alsoHidden = alsoHidden;
    }

    static Part of(String pattern) {
        var characters = pattern.codePoints().toArray();
        var elements = new ArrayList<Element>();
        boolean plain = true;
        int at = 0;
        while (at < characters.length) {
            int character = characters[at];
            int end = character == '[' ? endOfSet(characters, at) : -1;
            if (end > 0) {
                elements.add(set(characters, at + 1, end));
                at = end;
            } else if (character == '*') {
                if (elements.isEmpty() || !(elements.get(elements.size() - 1) instanceof Element.Some)) {
                    elements.add(new Element.Some());
                }
            } else {
                elements.add(character == '?' ? new Element.One() : new Element.Exactly(character));
            }
            plain &= character != '*' && character != '?' && end < 0;
            at++;
        }
        return new Part(List.copyOf(elements), plain || pattern.startsWith("."));
    }

    /** The bracket that closes the set, or -1: then the opening one stands for itself. */
    private static int endOfSet(int[] characters, int open) {
        int at = open + 1;
        if (at < characters.length && characters[at] == '!') {
            at++;
        }
        if (at < characters.length && characters[at] == ']') {
            at++;
        }
        while (at < characters.length && characters[at] != ']') {
            at++;
        }
        return at < characters.length ? at : -1;
    }

    private static Element set(int[] characters, int from, int end) {
        boolean not = characters[from] == '!';
        var ranges = new ArrayList<Integer>();
        int at = not ? from + 1 : from;
        while (at < end) {
            boolean range = at + 2 < end && characters[at + 1] == '-';
            ranges.add(characters[at]);
            ranges.add(range ? characters[at + 2] : characters[at]);
            at += range ? 3 : 1;
        }
        return new Element.Among(ranges.stream().mapToInt(Integer::intValue).toArray(), not);
    }

    boolean matches(String name) {
        if (name.startsWith(".") && !alsoHidden) {
            return false;
        }
        var characters = name.codePoints().toArray();
        int at = 0;
        int element = 0;
        int retryElement = -1;
        int retryAt = 0;
        while (at < characters.length) {
            var next = element < elements.size() ? elements.get(element) : null;
            if (next instanceof Element.Some) {
                element++;
                retryElement = element;
                retryAt = at;
            } else if (next != null && fits(next, characters[at])) {
                element++;
                at++;
            } else if (retryElement >= 0) {
                // The star before takes one character more. Earlier stars need not be looked at again.
                retryAt++;
                at = retryAt;
                element = retryElement;
            } else {
                return false;
            }
        }
        while (element < elements.size() && elements.get(element) instanceof Element.Some) {
            element++;
        }
        return element == elements.size();
    }

    private static boolean fits(Element element, int character) {
        if (element instanceof Element.Exactly exactly) {
            return exactly.character() == character;
        }
        return element instanceof Element.Among among ? among.holds(character) : true;
    }
}
