package treewarden.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what no route sees: a request that cannot be read. Jetty would do it with a page of its own; this says what is wrong
 * in a sentence, repeats nothing of what was sent, and carries the headers of every other answer.
 */
final class AnswerUnreadable extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.write(true, answer(response.getStatus(), response.getHeaders()), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable headers) {
        return answer(status, headers);
    }

    private static ByteBuffer answer(int status, HttpFields.Mutable headers) {
        SecurityHeaders.ALL.forEach(headers::put);
        headers.put("Content-Type", "text/plain;charset=utf-8");
        return StandardCharsets.UTF_8.encode(words(status) + "\n");
    }

    private static String words(int status) {
        return switch (status) {
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
                "This request is too long to be read. Shorten its address, or delete the cookies of this site.";
            case HttpStatus.BAD_REQUEST_400 -> "This request cannot be read. Look at its address.";
            default -> "This request was not answered (" + status + ").";
        };
    }
}
