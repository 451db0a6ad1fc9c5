package treewarden.web.decide;

import io.javalin.http.Context;
import java.time.Instant;
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

    /** The contribution that comes after it in the view and waits for somebody with this role. */
    Optional<Contribution> next(Tables tables, Contribution contribution, Context ctx, PageRole role);

    Moment moment(Instant time);
}
