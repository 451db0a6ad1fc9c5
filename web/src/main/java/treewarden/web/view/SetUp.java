package treewarden.web.view;

import java.util.List;

/**
 * The page that asks a person to have the GitHub App made.
 *
 * @param app its name
 * @param postTo where the browser sends the manifest: GitHub, which asks the person itself
 * @param manifest JSON
 * @param permissions each with what it is for
 * @param events names
 * @param repositories that it will have to be installed on
 * @param writes where the configuration will be written
 */
public record SetUp(
        String app,
        String postTo,
        String manifest,
        List<Permission> permissions,
        String events,
        List<String> repositories,
        String writes) {
    public SetUp {
        permissions = List.copyOf(permissions);
        repositories = List.copyOf(repositories);
    }

    /** One permission in words. */
    public record Permission(String words, String why) {}
}
