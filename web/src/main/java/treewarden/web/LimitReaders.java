package treewarden.web;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.web.session.TrustedProxies;
import treewarden.web.session.Visitor;

/**
 * Says how many open pages are told of changes, so that nobody takes all the room: of one person or address some, of
 * people who have not signed in not all together. A page beyond that fetches by itself twice a minute.
 */
final class LimitReaders {
    static final int OF_ONE = 40;
    static final int OF_STRANGERS = 300;
    static final int OF_ALL = 500;

    private static final Logger LOG = LoggerFactory.getLogger(LimitReaders.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Clock clock;
    private final TrustedProxies proxies;
    private Instant nextWarning = Instant.MIN;

    LimitReaders(Clock clock, TrustedProxies proxies) {
        this.clock = clock;
        this.proxies = proxies;
    }

    /**
     * Whose page it is.
     *
     * @param signedInAs 0 where nobody is
     * @param address empty for somebody who is signed in
     */
    record Who(long signedInAs, String address) {
        boolean isStranger() {
            return signedInAs == 0;
        }
    }

    Who who(Context ctx) {
        var person = Visitor.of(ctx).person();
        return person == null ? new Who(0, proxies.client(ctx)) : new Who(person.id(), "");
    }

    /** Whether there is no room for another page of whoever asks, beside those that are open. */
    boolean isReached(Context ctx, Stream<Who> open) {
        var who = who(ctx);
        var all = open.toList();
        var isReached = all.size() >= OF_ALL
                || count(all, who) >= OF_ONE
                || (who.isStranger() && all.stream().filter(Who::isStranger).count() >= OF_STRANGERS);
        if (isReached) {
            warn(all.size(), count(all, who));
        }
        return isReached;
    }

    private static long count(List<Who> all, Who who) {
        return all.stream().filter(who::equals).count();
    }

    private synchronized void warn(int all, long theirs) {
        var now = clock.instant();
        if (!now.isBefore(nextWarning)) {
            nextWarning = now.plus(SILENCE);
            LOG.warn("{} pages are open, {} of them of whoever asks: this one is not told of changes", all, theirs);
        }
    }
}
