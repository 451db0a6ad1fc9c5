package treewarden.app.demo;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the demo shows.
 *
 * @param port of the triage page; 0 for a free one
 * @param taxonomy a git repository to replay; null for the contributions made by hand
 * @param open how many of its newest commits at most
 * @param teacher a real teacher; null for the stand-in
 * @param trainer the Python that the trainer is installed in; null where there is none, and then no releases
 */
public record DemoSettings(
        int port,
        @Nullable Path taxonomy,
        int open,
        @Nullable NamedTeacher teacher,
        @Nullable Path trainer) {
    /** A teacher that somebody runs. */
    public record NamedTeacher(URI url, String model) {}
}
