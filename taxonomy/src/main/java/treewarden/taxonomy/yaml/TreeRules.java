package treewarden.taxonomy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import treewarden.domain.Position;

/** What every tree must keep to, whichever reader builds it: unique text keys, values that exist. */
final class TreeRules {
    /** Up to this many keys are compared one by one, which is faster than a table. */
    private static final int FEW = 12;

    private List<Refused.Problem> problems = List.of();

    List<Refused.Problem> problems() {
        return problems;
    }

    Node.Scalar value(Node.Scalar scalar) {
        if (scalar.isString()) {
            if (!isPrintable(scalar.text())) {
                add(Refusals.unprintable(scalar.at()));
            }
        } else if (!ScalarValue.exists(scalar.text(), scalar.kind())) {
            add(Refusals.noValue(scalar));
        }
        return scalar;
    }

    void keys(List<Node.Entry> entries) {
        if (entries.size() <= FEW) {
            for (var i = 0; i < entries.size(); i++) {
                key(entries.get(i).key());
                for (var j = 0; j < i; j++) {
                    if (entries.get(j).key().text().equals(entries.get(i).key().text())) {
                        add(Refusals.repeatedKey(
                                entries.get(i).key(), entries.get(j).key().at()));
                        break;
                    }
                }
            }
            return;
        }
        var seen = new HashMap<String, Position>();
        for (var entry : entries) {
            key(entry.key());
            var first = seen.putIfAbsent(entry.key().text(), entry.key().at());
            if (first != null) {
                add(Refusals.repeatedKey(entry.key(), first));
            }
        }
    }

    private void key(Node.Scalar key) {
        if (key.kind() == ScalarKind.MERGE) {
            add(Refusals.mergeKey(key.at()));
        } else if (!key.isString()) {
            add(Refusals.keyIsNoText(key));
        } else if (!isPrintable(key.text())) {
            add(Refusals.unprintable(key.at()));
        }
    }

    private void add(Refused.Problem problem) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(problem);
    }

    private static boolean isPrintable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                var paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
