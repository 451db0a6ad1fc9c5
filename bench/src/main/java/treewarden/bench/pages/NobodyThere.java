package treewarden.bench.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import treewarden.domain.Repository;
import treewarden.forge.FailedDelivery;
import treewarden.forge.Forge;
import treewarden.forge.Identity;
import treewarden.forge.RepositoryForge;

/** Stands in for the code host, which no page that is only read asks anything. */
final class NobodyThere implements Forge {
    @Override
    public Identity self() {
        throw asked();
    }

    @Override
    public List<Repository> repositories() {
        throw asked();
    }

    @Override
    public boolean serves(Repository repository) {
        return true;
    }

    @Override
    public RepositoryForge in(Repository repository) {
        throw asked();
    }

    @Override
    public List<FailedDelivery> failedDeliveries(Instant since) {
        throw asked();
    }

    @Override
    public void redeliver(long attempt) {
        throw asked();
    }

    @Override
    public Duration writeSpacing() {
        return Duration.ZERO;
    }

    private static IllegalStateException asked() {
        return new IllegalStateException("a page asked the code host, which is not there in this benchmark");
    }
}
