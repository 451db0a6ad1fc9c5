package treewarden.web.releases;

import io.javalin.http.Context;
import java.util.Objects;
import treewarden.domain.release.ReleaseId;

/**
 * What of a release is asked for: it stands in the address.
 *
 * @param leaf whose questions are shown; empty for those of all
 * @param isWhole whether long lists are shown to their end
 */
record Asked(ReleaseId release, String leaf, boolean isWhole) {
    /** Rows of a list that is shown whole; the API has the others. */
    static final int MOST = 5_000;

    private static final int LONGEST = 500;

    static Asked of(ReleaseId release, Context ctx) {
        var leaf = Objects.requireNonNullElse(ctx.queryParam("leaf"), "");
        return new Asked(
                release, leaf.substring(0, Math.min(LONGEST, leaf.length())), "yes".equals(ctx.queryParam("all")));
    }

    String page() {
        return "/releases/" + release;
    }
}
