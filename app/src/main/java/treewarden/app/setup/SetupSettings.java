package treewarden.app.setup;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.forge.AppNeeds;

/**
 * What the operator says before the first installation.
 *
 * @param folder where configuration and secrets go
 * @param name of the App; unique on GitHub
 * @param organization that owns the App; null for the person who makes it
 * @param publicUrl where GitHub and people will reach the service; no slash at the end
 * @param repositories full names
 * @param extras what the community uses of what not every community does
 * @param apiUrl GitHub's, or that of a server of one's own
 * @param webUrl where people read it; no slash at the end
 * @param teacher null where contributions are not to be sampled yet
 */
public record SetupSettings(
        Path folder,
        String name,
        @Nullable String organization,
        URI publicUrl,
        List<String> repositories,
        Set<AppNeeds.Extra> extras,
        URI apiUrl,
        String webUrl,
        @Nullable Teacher teacher) {
    public SetupSettings {
        repositories = List.copyOf(repositories);
        extras = Set.copyOf(extras);
    }

    /** The server that generates samples. */
    public record Teacher(URI url, String model) {}
}
