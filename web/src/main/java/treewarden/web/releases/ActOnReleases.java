package treewarden.web.releases;

import java.util.Optional;
import treewarden.domain.ContributionId;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseState;
import treewarden.store.AuditEvent;
import treewarden.store.Database;
import treewarden.store.ReleaseChanged;
import treewarden.store.Transaction;

/** What people decide about a release, from a page. Each is written with who decided, why, and that it was a page. */
final class ActOnReleases {
    static final String ORIGIN = "page";

    private final Database database;

    ActOnReleases(Database database) {
        this.database = database;
    }

    /** What people do to a release. */
    enum Action {
        APPROVE("approve", "approved"),
        REFUSE("refuse", "refused"),
        CANCEL("cancel", "cancelled"),
        ROLL_BACK("roll-back", "made what people get again");

        private final String word;
        private final String done;

        Action(String word, String done) {
            this.word = word;
            this.done = done;
        }

        /** The end of the address. */
        String word() {
            return word;
        }

        /** Whether it can be done to a release as this one stands. */
        boolean fits(Release release) {
            var state = release.state();
            return switch (this) {
                case APPROVE, REFUSE -> state.wantsAPerson();
                case CANCEL -> !state.isOver() && !state.wantsAPerson() && !release.isOut();
                case ROLL_BACK -> state == ReleaseState.PUBLISHED || state == ReleaseState.ROLLED_BACK;
            };
        }
    }

    /**
     * Does it.
     *
     * @param by login
     * @return why it was not done, in a sentence; empty where it was
     */
    Optional<String> act(Action action, ReleaseId id, String by, String why) {
        try {
            return database.write(transaction -> {
                var found = transaction.releases().find(id);
                if (found.isEmpty()) {
                    return Optional.of("There is no " + id + ".");
                }
                transaction.actingFrom(ORIGIN);
                var release = found.get();
                if (action == Action.CANCEL
                        && release.isOut()
                        && !release.state().isOver()) {
                    // What can be done instead is said there.
                    return transaction.writeReleases().cancel(id, by, why);
                }
                if (!action.fits(release)) {
                    return Optional.of(unfit(action, release));
                }
                return write(transaction, action, id, by, why);
            });
        } catch (ReleaseChanged e) {
            return Optional.of(id + " moved on meanwhile; look at it again.");
        }
    }

    StartReleases.Outcome start(StartReleases start, String by) {
        return database.write(transaction -> {
            transaction.actingFrom(ORIGIN);
            return start.start(transaction, by);
        });
    }

    /**
     * Has the code host asked again for what it refused to show of the releases of this one's repository.
     *
     * @return why not, in a sentence; empty where it will be
     */
    Optional<String> showAgain(ReleaseId id, String by) {
        return database.write(transaction -> {
            var release = transaction.releases().find(id);
            var repository = release.flatMap(it -> transaction.repositories().find(it.repository()));
            if (repository.isEmpty()) {
                return Optional.of("Treewarden does not tend the repository of " + id + " any more.");
            }
            transaction.actingFrom(ORIGIN);
            transaction.retryRefused(
                    ContributionId.ofAll(repository.get().repository().id()),
                    repository.get().repository());
            transaction.audit(AuditEvent.of(by, "show-release", "has the code host asked again to show " + id));
            return Optional.empty();
        });
    }

    private static Optional<String> write(Transaction transaction, Action action, ReleaseId id, String by, String why) {
        var releases = transaction.writeReleases();
        if (action == Action.ROLL_BACK) {
            return releases.rollBack(id, by, why);
        }
        if (action == Action.APPROVE) {
            return releases.approve(id, by, why);
        }
        return releases.cancel(id, by, why);
    }

    private static String unfit(Action action, Release release) {
        var who = release.decidedBy();
        return release.id() + " is " + release.state().words() + (who == null ? "" : ", which " + who + " decided")
                + ", so it cannot be " + action.done + " now.";
    }
}
