package treewarden.web.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the code host said of those who are signed in while the database took no writes. It is of this process alone, and
 * holds no longer than what is written.
 */
final class UnwrittenStandings {
    /** A permission that was taken away counts from then on, at the latest. */
    private static final Duration HOLDS = Duration.ofMinutes(5);

    /** And where nobody could say, it is asked sooner. */
    private static final Duration UNKNOWN_HOLDS = Duration.ofMinutes(1);

    private final ConcurrentMap<String, Said> said = new ConcurrentHashMap<>();

    /** What the code host said of somebody, and when. */
    record Said(Standing standing, Instant at) {
        boolean holds(Instant now) {
            return at.plus(standing == Standing.UNKNOWN ? UNKNOWN_HOLDS : HOLDS).isAfter(now);
        }
    }

    /** What was said last of whoever has this session: another process may have written of it meanwhile. */
    Said orStored(String idHash, Said stored) {
        var here = said.get(idHash);
        return here == null || here.at().isBefore(stored.at()) ? stored : here;
    }

    /** True for one of all that find what they know too old at the same time: the others go on with it meanwhile. */
    boolean claimQuestion(String idHash, Said known, Instant now) {
        var asking = new Said(known.standing(), now);
        var here = said.get(idHash);
        if (here == null) {
            return said.putIfAbsent(idHash, asking) == null;
        }
        return !here.at().isAfter(known.at()) && said.replace(idHash, here, asking);
    }

    /** Keeps it, and lets go of what holds no more: nobody asks for it who has left. */
    void keep(String idHash, Said its) {
        said.values().removeIf(each -> !each.holds(its.at()));
        said.put(idHash, its);
    }

    /** It is written. */
    void forget(String idHash) {
        said.remove(idHash);
    }
}
