package treewarden.app.release.ready;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Something that was looked at: what there is, or what is wrong and what to do about it. */
public record Looked(String what, State state, String words) {
    /** How it is. */
    public enum State {
        READY(""),
        /** A release can begin; it could be better. */
        REMARK("note: "),
        /** It belongs to another machine, where it can be looked at. */
        ELSEWHERE("cannot be checked here: "),
        NOT_READY("NOT READY: ");

        private final String before;

        State(String before) {
            this.before = before;
        }
    }

    static Looked ready(String what, String words) {
        return new Looked(what, State.READY, words);
    }

    static Looked remark(String what, String words) {
        return new Looked(what, State.REMARK, words);
    }

    static Looked notReady(String what, String words) {
        return new Looked(what, State.NOT_READY, words);
    }

    /** For a person at a terminal, a line each; whether nothing of it stands in the way of a release. */
    public static boolean tell(List<Looked> all, PrintWriter out) {
        all.forEach(one -> out.printf(Locale.ROOT, "%-11s %s%s%n", one.what(), one.state().before, one.words()));
        return all.stream().noneMatch(one -> one.state() == State.NOT_READY);
    }
}
