package treewarden.forge;

import java.util.List;
import treewarden.domain.Person;

/**
 * Whose commits a pull request has, as authors or committers.
 *
 * @param accounts each once; commits whose address belongs to no account are nobody's
 * @param cut whether there are more commits than the code host lists (GitHub: 250)
 */
public record Committers(List<Person> accounts, boolean cut) {
    public Committers {
        accounts = List.copyOf(accounts);
    }
}
