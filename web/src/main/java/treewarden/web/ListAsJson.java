package treewarden.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import treewarden.domain.Contribution;
import treewarden.domain.LeafKind;
import treewarden.store.Database;

/** The queue for programs, with the filters of the page. */
final class ListAsJson implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    ListAsJson(Database database) {
        this.database = database;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        var query = QueueQuery.of(ctx::queryParam);
        var list = JSON.createObjectNode();
        var contributions = list.putArray("contributions");
        database.read(tables -> ReadQueue.list(tables, query)).forEach(it -> contributions.add(object(it)));
        var problems = list.putArray("problems");
        query.complaints().forEach(problems::add);
        ctx.header("Cache-Control", "no-store").contentType("application/json").result(JSON.writeValueAsBytes(list));
    }

    private static ObjectNode object(Contribution it) {
        var out = JSON.createObjectNode()
                .put("contribution", DescribeRows.name(it))
                .put("title", it.title())
                .put("author", it.author().login())
                .put("head", it.head().hex())
                .put("state", it.state().slug())
                .put("since", it.stateSince().toString())
                .put("turn", QueueQuery.slug(it.turn().whose()))
                .put("why", it.turn().why());
        var kinds = out.putArray("kinds");
        it.kinds().stream().map(LeafKind::words).forEach(kinds::add);
        var leaves = out.putArray("leaves");
        it.leaves().forEach(leaves::add);
        return out.put("leafCount", it.leafCount())
                .put("errors", it.errors())
                .put("warnings", it.warnings())
                .put("sampleMade", it.sampleMade())
                .put("sampleKept", it.sampleKept())
                .put("page", Addresses.page(it));
    }
}
