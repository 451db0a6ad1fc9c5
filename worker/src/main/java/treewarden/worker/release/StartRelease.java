package treewarden.worker.release;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.store.KnownRepository;
import treewarden.store.Tables;
import treewarden.store.Transaction;

/** Starts a release now, for whoever asks: the schedule, the command line, the page. */
public final class StartRelease {
    private static final int MOST_A_DAY = 1_000;

    private final String model;
    private final String taxonomy;
    private final Clock clock;

    /**
     * Of a model.
     *
     * @param model the line of releases, named as its repository on the Hub is
     * @param taxonomy full name of the repository that is released
     */
    public StartRelease(String model, String taxonomy, Clock clock) {
        this.model = model;
        this.taxonomy = taxonomy;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Started(Release release) implements Outcome {}

        /** Nothing was started: a sentence for whoever asked. */
        record Not(String why) implements Outcome {}
    }

    /** The taxonomy, as it is known; empty where the service has not met it yet. */
    public Optional<Long> repository(Tables tables) {
        return tables.repositories()
                .named(taxonomy)
                .map(KnownRepository::repository)
                .map(it -> it.id());
    }

    /** When the release began that people last got by our books; empty where there is none. */
    Optional<Instant> lastBegan(Tables tables) {
        return tables.releases().lastPublished(model).map(Release::startedAt);
    }

    public Outcome start(Transaction transaction, String by) {
        var repository = repository(transaction);
        if (repository.isEmpty()) {
            return new Outcome.Not(
                    taxonomy + " is not known yet: install the App there, and let `treewarden serve` run");
        }
        var other = transaction.releases().underWay(model);
        if (other.isPresent()) {
            return new Outcome.Not(other.get().id() + " is "
                    + other.get().state().words() + "; one release of a model is under way at a time");
        }
        for (int nth = 1; nth <= MOST_A_DAY; nth++) {
            var id = ReleaseId.of(clock, nth);
            if (transaction.releases().find(id).isEmpty()) {
                var release = Release.start(id, model, repository.get(), by, clock.instant());
                return transaction.writeReleases().start(release)
                        ? new Outcome.Started(release)
                        : new Outcome.Not("another release was started at the same moment; look at it");
            }
        }
        return new Outcome.Not("there were " + MOST_A_DAY + " releases today; start one tomorrow");
    }
}
