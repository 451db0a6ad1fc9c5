package treewarden.bot.effect;

import java.util.OptionalLong;
import java.util.function.Consumer;
import treewarden.store.Transaction;

/** The code host's ids of what earlier effects made there, by the effect's target. */
interface Remembered {
    OptionalLong id(String target);

    /** Whether nobody can have made such a thing there, as far back as this installation of ours remembers. */
    boolean isNew(String target);

    void remember(String target, long id);

    /** What is to be written together with the effect's end. */
    void afterwards(Consumer<Transaction> write);
}
