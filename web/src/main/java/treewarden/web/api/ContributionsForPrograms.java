package treewarden.web.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.store.Tables;

/** What the pages know of contributions, so that programs see the same. */
public interface ContributionsForPrograms {
    /**
     * What narrows or orders the list.
     *
     * @param name of the parameter of the address
     * @param example that a reader can try
     */
    record Filter(String name, String says, String example) {}

    /** All that the page has. */
    List<Filter> filters();

    /** The queue, with the filters of the page. */
    Shapes.Contributions list(Tables tables, Function<String, @Nullable String> parameters);

    /** One of them as it stands in the queue. */
    Shapes.Contribution summary(Tables tables, Contribution contribution);

    /** The contribution with this name. */
    Optional<Contribution> find(Tables tables, String owner, String name, int number);

    /** Where the code host shows what changed from one commit of it to another. */
    String compare(Contribution contribution, CommitId before, CommitId after);
}
