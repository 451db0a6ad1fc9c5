package treewarden.bench.serve;

import java.nio.file.Path;

/**
 * What {@code serve} is started with.
 *
 * @param home the clone, whose launcher starts it
 * @param folder where its configuration, its log and, where {@code more} names no other database, its data are
 * @param apiUrl of the stand-in GitHub
 * @param repository that is tended, as {@code owner/name}
 * @param more sections of the configuration beside server and GitHub: where the data is, the teacher
 */
public record Launch(Path home, Path folder, String apiUrl, String repository, String more) {
    String configuration(int port) {
        return """
                server:
                  port: %d
                github:
                  api-url: %s
                  app-id: 1
                  repositories: [%s]
                  maintainers: [maintain]
                  write-spacing: 0s
                %s
                """.formatted(port, apiUrl, repository, more);
    }
}
