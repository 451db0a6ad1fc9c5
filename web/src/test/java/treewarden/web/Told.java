package treewarden.web;

import java.util.Iterator;

/** What an open page hears from the stream of changes. */
final class Told {
    private Told() {}

    /** The word for how far things have come, with the next event of this name; others before it are passed over. */
    static String next(String event, Iterator<String> lines) {
        String line;
        do {
            line = lines.next();
        } while (!line.equals("event: " + event));
        return lines.next();
    }
}
