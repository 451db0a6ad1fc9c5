package treewarden.web;

import io.javalin.http.Context;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.web.view.Page;

/**
 * How a contribution's page is looked at. The whole view is in its address.
 *
 * @param query the queue that stands beside it
 * @param leaves which page of leaves, from 1; beyond the last one it is the last
 */
record PageView(QueueQuery query, int leaves, Room room) {
    private static final String WHOLE = "yes";

    static PageView of(Context ctx) {
        return new PageView(
                QueueQuery.of(ctx),
                positive(ctx.queryParam("leaves"), 1),
                WHOLE.equals(ctx.queryParam("all")) ? Room.ALL : Room.USUAL);
    }

    PageView onLeaves(int page) {
        return new PageView(query, page, room);
    }

    String address(Contribution it) {
        var beside = query.address();
        var own = Stream.of(leaves > 1 ? "leaves=" + leaves : "", isWhole() ? "all=" + WHOLE : "")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("&"));
        var joint = own.isEmpty() ? "" : beside.isEmpty() ? "?" : "&";
        return Addresses.page(it) + beside + joint + own;
    }

    /** Where that is which does not fit. */
    Page.Rest rest(Contribution it) {
        return isWhole()
                ? new Page.Rest("/api" + Addresses.page(it), "All of it as JSON", true)
                : new Page.Rest(new PageView(query, leaves, Room.ALL).address(it), "Show all here", false);
    }

    private boolean isWhole() {
        return room.equals(Room.ALL);
    }

    static int positive(@Nullable String text, int otherwise) {
        return text != null && text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : otherwise;
    }
}
