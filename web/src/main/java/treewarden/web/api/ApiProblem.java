package treewarden.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;

/** A request that cannot be answered as it is. The answer is a problem in the sense of RFC 9457. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    /**
     * @param title what is wrong, the same for all of its kind
     * @param detail what to do about it, a sentence
     */
    ApiProblem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    /** Answers a program that was not let in. */
    public static void refuse(Context ctx, int status, String title, String detail) {
        new ApiProblem(status, title, detail).answer(ctx);
    }

    void answer(Context ctx) {
        var shape = new Shapes.Problem("about:blank", title, status, String.valueOf(getMessage()));
        try {
            ctx.status(status)
                    .header("Cache-Control", "no-store")
                    .contentType("application/problem+json")
                    .result(Shapes.JSON.writeValueAsBytes(shape));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can be written as JSON", e);
        }
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"treewarden\"");
        }
    }
}
