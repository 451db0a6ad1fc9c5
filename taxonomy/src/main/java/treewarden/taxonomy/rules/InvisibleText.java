package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import treewarden.domain.Edit;
import treewarden.taxonomy.yaml.Source;

/** Looks for characters that cannot be seen: in the file as it is written, keys and comments too, and in what escapes become. */
final class InvisibleText {
    /** After so many places the rest is only counted. */
    private static final int MOST = 20;

    private InvisibleText() {}

    /** Which characters are looked for, and what is said of one. */
    interface Search {
        boolean isMeant(String text, int index);

        String message(String name);
    }

    static List<Remark> remarks(Subject subject, Search search) {
        var remarks = new ArrayList<Remark>();
        var more = written(subject, search, remarks);
        var looked = 0;
        for (var passage : subject.passages()) {
            var index = first(passage.text(), search);
            if (index >= 0 && looked++ < MOST && !isWritten(subject, passage, index)) {
                remarks.add(Remark.at(
                        passage.node().at(),
                        passage.pointer(),
                        search.message(name(passage.text().codePointAt(index)) + ", written as an escape"),
                        "Take the escape out."));
            }
        }
        if (more > 0) {
            var last = remarks.get(MOST - 1).at();
            remarks.add(Remark.at(last, "", "There are " + more + " more invisible characters.", "Take them out."));
        }
        return remarks;
    }

    /** What stands in the file itself. The number of places beyond the first {@link #MOST}. */
    private static int written(Subject subject, Search search, List<Remark> remarks) {
        var text = subject.source().text();
        var more = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c > '~' || c < ' ') && !Character.isLowSurrogate(c) && search.isMeant(text, i)) {
                if (remarks.size() == MOST) {
                    more++;
                } else {
                    remarks.add(remark(subject, search, i));
                }
            }
        }
        return more;
    }

    private static Remark remark(Subject subject, Search search, int index) {
        var source = subject.source();
        var c = source.text().codePointAt(index);
        var at = source.positionOf(index);
        var behind = source.positionOf(index + Character.charCount(c));
        return Remark.at(at, pointer(subject, source, index), search.message(name(c)), "Take it out.")
                .with(new Edit(at, behind, ""));
    }

    private static String pointer(Subject subject, Source source, int index) {
        return subject.passages().stream()
                .filter(p -> index >= source.indexOf(p.node().at())
                        && index < source.indexOf(p.node().end()))
                .map(Passage::pointer)
                .findFirst()
                .orElse("");
    }

    private static int first(String text, Search search) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c > '~' || c < ' ') && !Character.isLowSurrogate(c) && search.isMeant(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWritten(Subject subject, Passage passage, int index) {
        var source = subject.source();
        var from = source.indexOf(passage.node().at());
        var to = source.indexOf(passage.node().end());
        var found = source.text().indexOf(passage.text().codePointAt(index), from);
        return found >= 0 && found < to;
    }

    /** {@code U+200B ZERO WIDTH SPACE}. */
    private static String name(int c) {
        var name = Character.getName(c);
        return String.format(Locale.ROOT, "U+%04X", c) + (name == null ? "" : " " + name);
    }
}
