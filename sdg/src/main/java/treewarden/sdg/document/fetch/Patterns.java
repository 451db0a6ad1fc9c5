package treewarden.sdg.document.fetch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The patterns of a leaf.
 *
 * @param wanted those that can match something
 * @param refused those that cannot, each with the reason
 */
record Patterns(List<Wanted> wanted, List<Refused> refused) {
    private static final int MOST = 50;
    private static final int LONGEST = 500;

    record Wanted(String text, Glob glob) {}

    /** How far each pattern has come on the way from the root to a name. */
    record Places(List<BitSet> of) {}

    static Patterns of(List<String> texts) {
        if (texts.size() > MOST) {
            throw new DocumentsUnavailable(
                    DocumentsUnavailable.Kind.REFUSED,
                    "document.patterns: " + texts.size() + " patterns, and at most " + MOST
                            + " are looked for; write fewer with * in them");
        }
        var wanted = new ArrayList<Wanted>();
        var refused = new ArrayList<Refused>();
        for (var text : new LinkedHashSet<>(texts)) {
            var why = refusal(text);
            if (why.isEmpty()) {
                wanted.add(new Wanted(text, Glob.of(text)));
            } else {
                refused.add(new Refused(text, why));
            }
        }
        return new Patterns(List.copyOf(wanted), List.copyOf(refused));
    }

    private static String refusal(String text) {
        if (text.isBlank()) {
            return "is an empty pattern: write one such as docs/*.md";
        }
        if (text.length() > LONGEST) {
            return "is longer than " + LONGEST + " characters: write a shorter one with * in it";
        }
        if (text.startsWith("/")) {
            return "matches nothing, since it begins at the root of a machine: write it from the root of the repository,"
                    + " without the first slash";
        }
        for (var part : text.split("/", -1)) {
            if (part.equals("..")) {
                return "matches nothing, since .. leads out of the repository: write it from the root of the repository";
            }
        }
        return "";
    }

    Places start() {
        return new Places(wanted.stream().map(pattern -> pattern.glob().start()).toList());
    }

    Places step(Places places, String name) {
        var next = new ArrayList<BitSet>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            next.add(wanted.get(i).glob().step(places.of().get(i), name));
        }
        return new Places(next);
    }

    /** The numbers of the patterns that match a file here. */
    BitSet matched(Places places) {
        var matched = new BitSet(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            matched.set(i, wanted.get(i).glob().isMatched(places.of().get(i)));
        }
        return matched;
    }

    boolean goOn(Places places) {
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).glob().goesOn(places.of().get(i))) {
                return true;
            }
        }
        return false;
    }
}
