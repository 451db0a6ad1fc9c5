package treewarden.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults that are switched on, by method and path. The first rule that fits is used; a rule for the next requests
 * goes away when it has been used up. Thread-safe.
 */
public final class Faults {

    private static final int FOR_EVER = -1;

    /** A rule, which hits when its wait is over, every so many fitting requests, as often as is left. */
    private record Rule(String method, PathPattern path, Fault fault, int left, int every, int seen) {
        Rule(String method, PathPattern path, Fault fault, int left) {
            this(method, path, fault, left, 1, 0);
        }

        Rule after(int more) {
            return new Rule(method, path, fault, left, every, more);
        }

        boolean fits(String askedMethod, String askedPath) {
            return (method.equals("*") || method.equals(askedMethod)) && path.matches(askedPath);
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /**
     * The next request of this method ({@code *} for any) and path meets the fault.
     *
     * @param path a path in which {@code *} stands for one segment and {@code **} for any number of them
     */
    public void next(String method, String path, Fault fault) {
        next(1, method, path, fault);
    }

    public synchronized void next(int times, String method, String path, Fault fault) {
        rules.add(new Rule(method, PathPattern.of(path), fault, times));
    }

    /** Each request of this method and path meets the fault until {@link #clear()}. */
    public synchronized void always(String method, String path, Fault fault) {
        rules.add(new Rule(method, PathPattern.of(path), fault, FOR_EVER));
    }

    /** Each third request, say, of this method and path meets the fault until {@link #clear()}. */
    public synchronized void every(int nth, String method, String path, Fault fault) {
        rules.add(new Rule(method, PathPattern.of(path), fault, FOR_EVER, nth, 0));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** The fault that this request meets, which counts as used. */
    public synchronized Optional<Fault> take(String method, String path) {
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            if (!rule.fits(method, path)) {
                continue;
            }
            if (rule.seen() + 1 < rule.every()) {
                rules.set(i, rule.after(rule.seen() + 1));
                continue;
            }
            if (rule.left() == 1) {
                rules.remove(i);
            } else if (rule.left() != FOR_EVER) {
                rules.set(i, new Rule(rule.method(), rule.path(), rule.fault(), rule.left() - 1));
            } else {
                rules.set(i, rule.after(0));
            }
            return Optional.of(rule.fault());
        }
        return Optional.empty();
    }
}
