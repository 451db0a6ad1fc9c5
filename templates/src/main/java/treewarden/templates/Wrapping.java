package treewarden.templates;

/** Breaks long lines between words, and words that are longer than a line anywhere. */
final class Wrapping {
    private Wrapping() {}

    /** The same text with no line longer than this many UTF-16 units, give or take a surrogate. */
    static String wrapped(String text, int columns) {
        var out = new StringBuilder(text.length() + text.length() / columns);
        for (var line : text.split("\n", -1)) {
            wrap(line, columns, out);
            out.append('\n');
        }
        return out.substring(0, out.length() - 1);
    }

    private static void wrap(String line, int columns, StringBuilder out) {
        var rest = line;
        while (rest.length() > columns) {
            int space = rest.lastIndexOf(' ', columns);
            int cut = space > columns / 2 ? space : columns;
            if (Character.isLowSurrogate(rest.charAt(cut))) {
                cut++;
            }
            out.append(rest, 0, cut).append('\n');
            rest = rest.substring(cut).stripLeading();
        }
        out.append(rest);
    }
}
