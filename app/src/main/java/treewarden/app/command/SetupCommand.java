package treewarden.app.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.serve.FreePort;
import treewarden.app.setup.SetupServer;
import treewarden.app.setup.SetupSettings;
import treewarden.forge.AppNeeds;

/** Makes the community's GitHub App with the operator's browser, and writes the configuration. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description =
                "Makes the GitHub App of a community and writes the configuration: open the address that it prints, press"
                        + " the button, consent on GitHub. Nothing that is there is written over.",
        footer = {
            "",
            "Example:  treewarden setup --repository my-community/taxonomy --public-url https://treewarden.example.org"
        })
final class SetupCommand implements Callable<Integer> {
    private static final Pattern FULL_NAME = Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9-]{1,39}");

    /** GitHub takes no longer name for an App. */
    private static final int LONGEST_NAME = 34;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--repository",
            required = true,
            paramLabel = "OWNER/NAME",
            description = "A taxonomy repository to tend; may be repeated.")
    private List<String> repositories = List.of();

    @Option(
            names = "--public-url",
            required = true,
            paramLabel = "URL",
            description = "Where GitHub and people will reach the service, such as https://treewarden.example.org.")
    private URI publicUrl = URI.create("http://127.0.0.1");

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "The organization that is to own the App (default: you yourself).")
    private @Nullable String organization;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the App is called; unique on GitHub (default: treewarden-OWNER).")
    private @Nullable String name;

    @Option(
            names = "--with",
            paramLabel = "EXTRA",
            description =
                    "Asks GitHub for what not everybody needs: ${COMPLETION-CANDIDATES}. MERGE: Treewarden merges what is"
                            + " approved. NOTES: each release of the model is a release of the repository too. TEAMS: maintainers or triagers are named by teams. May be repeated.")
    private Set<AppNeeds.Extra> extras = EnumSet.noneOf(AppNeeds.Extra.class);

    @Option(names = "--teacher", paramLabel = "URL", description = "The teacher's address, up to and with /v1.")
    private @Nullable URI teacher;

    @Option(names = "--model", paramLabel = "NAME", description = "The teacher's model.")
    private @Nullable String model;

    @Option(
            names = "--out",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Where treewarden.yaml, treewarden.env and secrets/ are written (default: this folder).")
    private Path out = Path.of(".");

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "N",
            description = "The port of the page on this machine (default: a free one).")
    private int port;

    @Option(
            names = "--github-api-url",
            defaultValue = "https://api.github.com",
            paramLabel = "URL",
            description = "The API of a GitHub Enterprise Server (default: ${DEFAULT-VALUE}).")
    private URI apiUrl = URI.create("https://api.github.com");

    @Option(
            names = "--github-web-url",
            defaultValue = "https://github.com",
            paramLabel = "URL",
            description = "Where people read it (default: ${DEFAULT-VALUE}).")
    private URI webUrl = URI.create("https://github.com");

    @Override
    public Integer call() throws InterruptedException {
        var settings = settings();
        var console = spec.commandLine().getOut();
        try (var server = SetupServer.start(settings, port == 0 ? FreePort.find() : port)) {
            console.println("Open this address in a browser on this machine:");
            console.println();
            console.println("  " + server.page());
            console.println();
            console.println("Waiting for GitHub. Ctrl-C ends it; nothing is written before the App is made.");
            console.flush();
            var done = server.done().get();
            console.println();
            console.println("The App " + done.app() + " is there. Written:");
            done.files().forEach(file -> console.println("  " + file));
            console.println("Install it: " + done.install());
            console.println("Then:");
            done.commands().forEach(command -> console.println("  " + command));
            console.flush();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the setup ended without a result", e);
        }
    }

    private SetupSettings settings() {
        for (var repository : repositories) {
            must(FULL_NAME.matcher(repository).matches(), "--repository must be OWNER/NAME");
        }
        must(
                organization == null || ACCOUNT.matcher(organization).matches(),
                "--organization must be a name on GitHub");
        must((teacher == null) == (model == null), "--teacher and --model belong together");
        var called = name == null ? "treewarden-" + repositories.get(0).split("/", 2)[0] : name;
        must(!called.isBlank(), "--name must not be empty");
        return new SetupSettings(
                out,
                name == null && called.length() > LONGEST_NAME ? called.substring(0, LONGEST_NAME) : called,
                organization,
                address("--public-url", publicUrl),
                repositories,
                extras,
                address("--github-api-url", apiUrl),
                address("--github-web-url", webUrl).toString(),
                teacher == null || model == null
                        ? null
                        : new SetupSettings.Teacher(address("--teacher", teacher), model));
    }

    private static URI address(String option, URI address) {
        must(
                address.getHost() != null
                        && address.getUserInfo() == null
                        && address.getQuery() == null
                        && address.getFragment() == null
                        && Set.of("http", "https").contains(String.valueOf(address.getScheme())),
                option + " must be an http or https address with a host");
        var text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw CommandFailed.usage(otherwise);
        }
    }
}
