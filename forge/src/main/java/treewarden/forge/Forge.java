package treewarden.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import treewarden.domain.Repository;

/** The code host, seen by one App. Safe for use by several threads; every call may throw {@link ForgeException}. */
public interface Forge {
    /** Who we are there. Asked once, then remembered. */
    Identity self();

    /** The repositories that the App is installed on and that the operator's allow-list has, read afresh. */
    List<Repository> repositories();

    /** Whether the operator's allow-list has the repository; an empty list has them all. Asks nobody. */
    boolean serves(Repository repository);

    /** The repository to talk about. Asks nobody; a repository that is not {@link #serves served} is refused. */
    RepositoryForge in(Repository repository);

    /**
     * The attempts to bring us an event that failed since then, the latest first. The code host keeps them for three
     * days.
     */
    List<FailedDelivery> failedDeliveries(Instant since);

    /** Asks for a delivery to be sent again, by the id of an attempt. */
    void redeliver(long attempt);

    /**
     * How long to wait after a write of an installation before the next one. Writes of an installation are serial, and
     * spacing them is up to the caller, who has a queue to do it with.
     */
    Duration writeSpacing();
}
