package treewarden.store;

import treewarden.domain.Repository;

/** A repository, and whether we may work in it. */
public record KnownRepository(Repository repository, RepositoryState state) {}
