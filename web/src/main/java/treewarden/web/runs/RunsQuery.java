package treewarden.web.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.store.JobId;
import treewarden.store.JobState;

/**
 * Which jobs the address asks for, where it asks for some.
 *
 * @param state only this state; null for all
 * @param before only those with a lower number; {@link Long#MAX_VALUE} for the latest
 * @param complaints what of the address was not understood, in sentences
 */
record RunsQuery(@Nullable JobState state, long before, List<String> complaints) {
    private static final String ALL = "all";

    RunsQuery {
        complaints = List.copyOf(complaints);
    }

    static RunsQuery of(JobState state) {
        return new RunsQuery(state, Long.MAX_VALUE, List.of());
    }

    /** Reads parameters; what makes no sense is left out and complained of. Null where they ask for nothing. */
    static @Nullable RunsQuery of(Function<String, @Nullable String> parameters) {
        var state = parameter(parameters, "state");
        var before = parameter(parameters, "before");
        if (state.isEmpty() && before.isEmpty()) {
            return null;
        }
        var complaints = new ArrayList<String>();
        return new RunsQuery(state(state, complaints), before(before, complaints), complaints);
    }

    private static String parameter(Function<String, @Nullable String> parameters, String name) {
        return Objects.requireNonNullElse(parameters.apply(name), "").strip();
    }

    private static @Nullable JobState state(String slug, List<String> complaints) {
        var state = Arrays.stream(JobState.values())
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElse(null);
        if (state == null && !slug.isEmpty() && !slug.equals(ALL)) {
            complaints.add("There is no state " + Printable.quoted(slug) + "; all are shown.");
        }
        return state;
    }

    private static long before(String number, List<String> complaints) {
        if (number.matches("[1-9]\\d{0,17}")) {
            return Long.parseLong(number);
        }
        if (!number.isEmpty()) {
            complaints.add("There is no job " + Printable.quoted(number) + " to begin before; the latest are shown.");
        }
        return Long.MAX_VALUE;
    }

    /** The same, further back. */
    RunsQuery before(JobId id) {
        return new RunsQuery(state, id.number(), List.of());
    }

    RunsQuery newest() {
        return new RunsQuery(state, Long.MAX_VALUE, List.of());
    }

    boolean isNewest() {
        return before == Long.MAX_VALUE;
    }

    /** What was understood of it, as an address. */
    String address() {
        return "/runs?state=" + (state == null ? ALL : state.slug()) + (isNewest() ? "" : "&before=" + before);
    }
}
