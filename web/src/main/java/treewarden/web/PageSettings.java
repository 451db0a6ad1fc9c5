package treewarden.web;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/**
 * What an operator can say about the pages.
 *
 * @param title what the pages are called: {@code InstructLab taxonomy}
 * @param forgeWeb where people look at the code host, without a slash at the end: {@code https://github.com}
 * @param banner a sentence on top of every page, such as that this is a demonstration; null for none
 * @param documentHosts the hosts, in lower case, to whose repositories a leaf's documents are linked
 */
public record PageSettings(
        String title, String forgeWeb, @Nullable String banner, Set<String> documentHosts) {
    public PageSettings {
        var scheme = URI.create(forgeWeb).getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalArgumentException(
                    "the code host's address must start with https:// or http://, not " + Printable.quoted(forgeWeb));
        }
        forgeWeb = forgeWeb.replaceAll("/+$", "");
        documentHosts = Set.copyOf(documentHosts);
    }

    /** Of pages that link no documents. */
    public PageSettings(String title, String forgeWeb, @Nullable String banner) {
        this(title, forgeWeb, banner, Set.of());
    }

    /** Documents on these hosts are linked. */
    public PageSettings linkingTo(Collection<String> hosts) {
        return new PageSettings(
                title,
                forgeWeb,
                banner,
                hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }
}
