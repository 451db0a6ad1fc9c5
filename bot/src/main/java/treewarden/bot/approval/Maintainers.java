package treewarden.bot.approval;

import treewarden.domain.Person;
import treewarden.forge.RepositoryForge;

/** Who may approve. */
@FunctionalInterface
public interface Maintainers {
    /**
     * Asks the code host, at this moment. A login that is somebody else's by now is nobody's.
     *
     * @throws treewarden.forge.ForgeException where it cannot be found out
     */
    boolean has(Person person, RepositoryForge forge);
}
