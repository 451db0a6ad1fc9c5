package treewarden.worker.release;

import java.time.Clock;
import java.util.Optional;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.store.Transaction;

/** Starts a release now, for whoever asks: the schedule, the command line, the page. */
public final class StartRelease {
    private static final int MOST_A_DAY = 1_000;

    private final String model;
    private final long repository;
    private final Clock clock;

    /** @param model the line of releases, named as its repository on the Hub is */
    public StartRelease(String model, long repository, Clock clock) {
        this.model = model;
        this.repository = repository;
        this.clock = clock;
    }

    public String model() {
        return model;
    }

    public long repository() {
        return repository;
    }

    /** The release that was started; empty where another one of this model is under way. */
    public Optional<Release> start(Transaction transaction, String by) {
        if (transaction.releases().underWay(model).isPresent()) {
            return Optional.empty();
        }
        for (int nth = 1; nth <= MOST_A_DAY; nth++) {
            var id = ReleaseId.of(clock, nth);
            if (transaction.releases().find(id).isEmpty()) {
                var release = Release.start(id, model, repository, by, clock.instant());
                return transaction.writeReleases().start(release) ? Optional.of(release) : Optional.empty();
            }
        }
        throw new IllegalStateException("there were " + MOST_A_DAY + " releases today");
    }
}
