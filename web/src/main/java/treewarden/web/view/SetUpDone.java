package treewarden.web.view;

import java.util.List;

/**
 * The page that says what was made, and what is left to do.
 *
 * @param install where the App is installed on repositories
 * @param files that were written
 * @param commands to be typed next, in order
 */
public record SetUpDone(
        String app, String install, List<String> repositories, List<String> files, List<String> commands) {
    public SetUpDone {
        repositories = List.copyOf(repositories);
        files = List.copyOf(files);
        commands = List.copyOf(commands);
    }
}
