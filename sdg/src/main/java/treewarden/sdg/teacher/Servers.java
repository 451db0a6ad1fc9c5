package treewarden.sdg.teacher;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/** The servers of one model, and which of them is next. Guarded by the lock of their {@link Endpoints}. */
record Servers(List<Endpoint> endpoints) {
    boolean areSeveral() {
        return endpoints.size() > 1;
    }

    /** Whether any can be sent a question now. */
    boolean haveRoom() {
        return endpoints.stream().anyMatch(Endpoint::hasRoom);
    }

    /** How many questions those that answer take together. */
    int windows() {
        return inUse().mapToInt(one -> one.window().size()).sum();
    }

    /** One that wants to be probed; else of those that answer and have not had it yet, else of those that answer. */
    @Nullable
    Endpoint choose(Exchange exchange) {
        boolean anyNew = anotherHasNotHad(exchange);
        return endpoints.stream()
                .filter(one -> one.wantsProbe() && anyNew && !exchange.hasTried(one))
                .findFirst()
                .or(() -> inUse().filter(Endpoint::hasRoom)
                        .filter(one -> !anyNew || !exchange.hasTried(one))
                        .min(Comparator.comparingInt(one -> one.window().outstanding())))
                .orElse(null);
    }

    /** Those that answer; all where none does. */
    private Stream<Endpoint> inUse() {
        boolean none = endpoints.stream().allMatch(Endpoint::isOut);
        return endpoints.stream().filter(one -> none || !one.isOut());
    }

    /** Whether one that answers has not had the question since its last wait. */
    boolean anotherHasNotHad(Exchange exchange) {
        return inUse().anyMatch(one -> !one.isPaused() && !exchange.hasTried(one));
    }

    /** Two servers that answer under different names make a mixture; one that changes its name is another matter. */
    @Nullable
    TeacherException mismatch(Endpoint endpoint, String name) {
        var before = endpoint.served();
        endpoint.served(name);
        for (var other : endpoints) {
            var served = other.served();
            if (other != endpoint && served != null && !served.equals(name)) {
                if (before == null) {
                    return new TeacherException.Refused(
                            "the teacher's servers do not serve the same model: " + address(other) + " answers as "
                                    + Printable.quoted(served) + " and " + address(endpoint) + " as "
                                    + Printable.quoted(name) + "; serve one model, or leave one of them out",
                            1);
                }
                other.served(null);
            }
        }
        return null;
    }

    private static String address(Endpoint endpoint) {
        return Printable.plain(endpoint.config().url().toString());
    }
}
