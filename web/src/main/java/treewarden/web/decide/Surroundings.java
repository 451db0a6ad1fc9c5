package treewarden.web.decide;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import treewarden.domain.Contribution;
import treewarden.store.Tables;
import treewarden.web.session.PageRole;
import treewarden.web.view.Moment;

/** What the pages around a decision know. The view of the queue that a person came from is in the request's address. */
public interface Surroundings {
    /** The contribution that the address names. */
    Optional<Contribution> find(Tables tables, Context ctx);

    /** How people read its name: {@code owner/name#12}. */
    String name(Contribution contribution);

    /** Its page, in the same view. */
    String page(Contribution contribution, Context ctx);

    /** The queue, in the same view. */
    String queue(Context ctx);

    /** The contributions that the queue lists in the same view. */
    List<Contribution> shown(Tables tables, Context ctx);

    /**
     * The contribution that comes after it for whoever sends the request: of what waits for them, where the whole queue is
     * shown and so that stands on top of it; else of what the view has for somebody with this role.
     */
    Optional<Contribution> next(Tables tables, Contribution contribution, Context ctx, PageRole role);

    Moment moment(Instant time);
}
