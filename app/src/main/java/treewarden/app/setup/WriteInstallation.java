package treewarden.app.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import treewarden.app.command.CommandFailed;
import treewarden.forge.github.CreateApp;

/**
 * Writes the configuration of a new installation: the secrets each into a file that its owner alone may read, the names of
 * those files into one for the environment, and the configuration last. Nothing that is there is written over.
 */
final class WriteInstallation {
    private static final String CONFIGURATION = "treewarden.yaml";
    private static final String ENVIRONMENT = "treewarden.env";
    private static final String SECRETS = "secrets";
    private static final String KEY = "github-private-key.pem";
    private static final String WEBHOOK = "webhook-secret";
    private static final String CLIENT = "github-client-secret";

    private final SetupSettings settings;
    private final Path folder;

    WriteInstallation(SetupSettings settings) {
        this.settings = settings;
        this.folder = settings.folder().toAbsolutePath().normalize();
    }

    /** What was written. */
    record Written(Path configuration, Path environment, List<Path> files) {}

    /** The disk is full, or the like. */
    static final class NotWritten extends Exception {
        private static final long serialVersionUID = 1L;

        NotWritten(IOException cause) {
            super(String.valueOf(cause), cause);
        }
    }

    /** Finds out before anything is made on GitHub whether its secrets can be kept. */
    void prepare() {
        for (var file : List.of(
                CONFIGURATION, ENVIRONMENT, SECRETS + "/" + KEY, SECRETS + "/" + WEBHOOK, SECRETS + "/" + CLIENT)) {
            if (Files.exists(folder.resolve(file))) {
                throw CommandFailed.usage(
                        folder.resolve(file)
                                + " is there already, and nothing is written over: name another folder with --out, or move it away");
            }
        }
        try {
            Files.createDirectories(folder);
            var secrets = folder.resolve(SECRETS);
            if (!Files.isDirectory(secrets)) {
                Files.createDirectory(
                        secrets, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.delete(Files.createTempFile(secrets, "try", ""));
        } catch (IOException e) {
            throw CommandFailed.bad(
                    "nothing can be written to " + folder + " (" + e + "): name a folder of your own with --out");
        }
    }

    Written write(CreateApp.Created app) throws NotWritten {
        var files = new ArrayList<Path>();
        try {
            files.add(secret(KEY, app.privateKey().reveal()));
            files.add(secret(WEBHOOK, app.webhookSecret().reveal()));
            files.add(secret(CLIENT, app.clientSecret().reveal()));
            files.add(file(folder.resolve(ENVIRONMENT), environment(), "rw-r--r--"));
            files.add(file(folder.resolve(CONFIGURATION), configuration(app), "rw-r--r--"));
        } catch (IOException e) {
            remove(files);
            throw new NotWritten(e);
        }
        return new Written(folder.resolve(CONFIGURATION), folder.resolve(ENVIRONMENT), files);
    }

    private static void remove(List<Path> files) {
        for (var file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " is left of an installation that failed; delete it", e);
            }
        }
    }

    private Path secret(String name, String text) throws IOException {
        return file(folder.resolve(SECRETS).resolve(name), text, "rw-------");
    }

    private static Path file(Path file, String text, String permissions) throws IOException {
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        try (var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return file;
    }

    private String environment() {
        return """
                # Where the secrets of Treewarden are. Give these names to the service; the files are read by it alone.
                TREEWARDEN_GITHUB_PRIVATE_KEY_FILE=%s
                TREEWARDEN_WEBHOOK_SECRET_FILE=%s
                TREEWARDEN_GITHUB_CLIENT_SECRET_FILE=%s
                """.formatted(
                        quoted(folder.resolve(SECRETS).resolve(KEY)),
                        quoted(folder.resolve(SECRETS).resolve(WEBHOOK)),
                        quoted(folder.resolve(SECRETS).resolve(CLIENT)));
    }

    /** For a shell, and for systemd's EnvironmentFile. */
    static String quoted(Path path) {
        var text = path.toString();
        return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private String configuration(CreateApp.Created app) {
        var github = new LinkedHashMap<String, Object>();
        if (!settings.apiUrl().toString().equals("https://api.github.com")) {
            github.put("api-url", settings.apiUrl().toString());
            github.put("web-url", settings.webUrl());
        }
        github.put("app-id", app.id());
        github.put("repositories", settings.repositories());
        github.put("maintainers", List.of("maintain", "admin"));
        var root = new LinkedHashMap<String, Object>();
        root.put("server", Map.of("public-url", settings.publicUrl().toString()));
        root.put("github", github);
        if ("https".equals(settings.publicUrl().getScheme())) {
            root.put("sign-in", Map.of("client-id", app.clientId()));
        }
        var teacher = settings.teacher();
        if (teacher != null) {
            var server = new LinkedHashMap<String, Object>();
            server.put("url", teacher.url().toString());
            server.put("model", teacher.model());
            root.put("teacher", server);
        }
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(4);
        options.setIndicatorIndent(2);
        return "# The App is " + app.page() + ".\n"
                + "# docs/operating.md explains each key; treewarden check-config --online tells whether all is well.\n"
                + new Yaml(options).dump(root);
    }
}
