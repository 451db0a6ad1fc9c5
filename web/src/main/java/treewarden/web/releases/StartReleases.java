package treewarden.web.releases;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.PlanNote;
import treewarden.domain.release.ReleaseId;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.web.session.PageRole;

/** Starts a release now, by the rules of whoever runs releases. There is one where they are configured. */
public interface StartReleases {
    /** The model whose release is started, as the Hub names its repository. */
    String model();

    /** The taxonomy that is released, as it is known; empty where the service has not met it yet. */
    Optional<Long> repository(Tables tables);

    /** Who may put questions to a candidate, with all that stand above them; null where nobody may. */
    @Nullable
    PageRole leastToAsk();

    /** What whoever reads the plan of such a release should know. */
    List<PlanNote> notes();

    /** @param by login of who wants it */
    Outcome start(Transaction transaction, String by);

    /** What came of it. */
    sealed interface Outcome {
        record Started(ReleaseId release) implements Outcome {}

        /** Nothing was started: a sentence for whoever asked. */
        record Not(String why) implements Outcome {}
    }
}
