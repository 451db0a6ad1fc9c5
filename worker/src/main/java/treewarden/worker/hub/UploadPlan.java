package treewarden.worker.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one object goes to storage, as the Hub says.
 *
 * @param href where it is put whole, or where its parts are said to be complete
 * @param verify where it is asked whether it has come, where it is to be asked
 * @param chunkSize bytes of a part; the object's length where it goes whole
 * @param parts the parts' addresses, in order; none where it goes whole
 */
record UploadPlan(String href, Optional<String> verify, long chunkSize, List<String> parts) {
    private static final int MOST_PARTS = 100_000;

    boolean isWhole() {
        return parts.isEmpty();
    }

    /** The plan of an answer's {@code actions}. */
    static UploadPlan of(LocalFile file, JsonNode actions) {
        var upload = actions.path("upload");
        var verify = actions.at("/verify/href");
        var href = Reply.text(upload, "href");
        var whereVerified = verify.isTextual() ? Optional.of(verify.asText()) : Optional.<String>empty();
        var header = upload.path("header");
        if (!header.has("chunk_size")) {
            return new UploadPlan(href, whereVerified, file.size(), List.of());
        }
        long chunk = header.path("chunk_size").asLong(0);
        long count = chunk < 1 ? 0 : (file.size() + chunk - 1) / chunk;
        var parts = new ArrayList<String>();
        for (int part = 1; part <= Math.min(count, MOST_PARTS); part++) {
            for (var key : List.of(Integer.toString(part), "%05d".formatted(part))) {
                if (header.path(key).isTextual() && parts.size() < part) {
                    parts.add(header.path(key).asText());
                }
            }
        }
        if (count < 1 || parts.size() != count) {
            throw new HubException.Refused("the Hub gave " + parts.size() + " addresses for " + count
                    + " parts: it speaks another protocol than this version knows");
        }
        return new UploadPlan(href, whereVerified, chunk, parts);
    }
}
