package treewarden.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The small forms in which GitHub writes things. */
final class Text {

    private Text() {}

    static String time(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The instant as text, or null for JSON. */
    static @Nullable String time(Optional<Instant> instant) {
        return instant.map(Text::time).orElse(null);
    }

    /** An opaque id for GraphQL, which callers may keep but not read. */
    static String node(String kind, long id) {
        return node(kind, Long.toString(id));
    }

    static String node(String kind, String id) {
        var name = kind + ":" + id;
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
