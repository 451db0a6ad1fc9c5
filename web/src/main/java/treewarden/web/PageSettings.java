package treewarden.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;

/**
 * What an operator can say about the pages.
 *
 * @param title what the pages are called: {@code InstructLab taxonomy}
 * @param forgeWeb where people look at the code host, without a slash at the end: {@code https://github.com}
 * @param banner a sentence on top of every page, such as that this is a demonstration; null for none
 */
public record PageSettings(
        String title, String forgeWeb, @Nullable String banner) {
    public PageSettings {
        var scheme = URI.create(forgeWeb).getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new IllegalArgumentException(
                    "the code host's address must start with https:// or http://, not " + Printable.quoted(forgeWeb));
        }
        forgeWeb = forgeWeb.replaceAll("/+$", "");
    }
}
