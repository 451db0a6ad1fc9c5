package treewarden.web.api;

import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operation sees of a request. */
record ApiRequest(Context ctx, Caller caller, Instant now) {
    String path(String name) {
        return ctx.pathParam(name);
    }

    @Nullable
    String query(String name) {
        return ctx.queryParam(name);
    }

    /** A positive number of the path; 0, which nothing has, where it is none. */
    long number(String name) {
        return number(path(name), 0);
    }

    /** A positive number of the query, or another where it says none. */
    long number(String name, long otherwise, long most) {
        var text = query(name);
        return text == null || text.isEmpty() ? otherwise : Math.min(most, required(name, text));
    }

    private static long required(String name, String text) {
        long number = number(text, 0);
        if (number == 0) {
            throw new ApiProblem(400, "A parameter makes no sense", "`" + name + "` must be a number from 1 on.");
        }
        return number;
    }

    private static long number(String text, long otherwise) {
        return text.matches("[1-9]\\d{0,17}") ? Long.parseLong(text) : otherwise;
    }
}
