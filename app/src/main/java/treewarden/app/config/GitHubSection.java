package treewarden.app.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.app.config.Config.CommandSettings;
import treewarden.app.config.Config.GitHubSettings;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Role;
import treewarden.domain.Secret;

/** The section {@code github}, and the credentials of the App. */
final class GitHubSection {
    private static final Pattern FULL_NAME = Pattern.compile("[A-Za-z0-9-]+/[A-Za-z0-9._-]+");

    private final Section section;
    private final Secrets secrets;

    GitHubSection(Section section, Secrets secrets) {
        this.section = section;
        this.secrets = secrets;
    }

    GitHubSettings read() {
        var api = section.parsed(
                "api-url", URI.create("https://api.github.com"), "an http or https address", ConfigFile::address);
        ConfigFile.encrypted(section, "api-url", api);
        var web = ConfigFile.withoutSlash(section.text("web-url", "https://github.com"));
        var appId = section.parsed("app-id", 0L, "the number of the GitHub App", Long::parseLong);
        if (appId == 0L) {
            section.missing("app-id", "the number of your GitHub App, on the App's settings page");
        }
        var key = secrets.required("TREEWARDEN_GITHUB_PRIVATE_KEY", "the private key of the GitHub App (PEM)");
        var webhookSecrets = new ArrayList<Secret>();
        add(
                webhookSecrets,
                secrets.required("TREEWARDEN_WEBHOOK_SECRET", "the secret that GitHub signs deliveries with"));
        add(webhookSecrets, secrets.optional("TREEWARDEN_WEBHOOK_SECRET_PREVIOUS"));
        var repositories = section.texts("repositories");
        if (repositories.isEmpty()) {
            section.missing("repositories", "a list of taxonomy repositories, each as owner/name");
        }
        repositories.stream()
                .filter(name -> !FULL_NAME.matcher(name).matches())
                .forEach(name ->
                        section.problem("repositories", "an entry of `github.repositories` must be owner/name"));
        var commands = commands();
        var spacing = section.duration("write-spacing", Duration.ofSeconds(1));
        return new GitHubSettings(
                api,
                web,
                appId,
                key == null ? Secret.of("missing") : key,
                webhookSecrets,
                repositories,
                commands,
                ApprovalSection.read(section.section("approval")),
                spacing,
                section.parsed("suggestions", true, "`true` or `false`", ConfigFile::flag));
    }

    private CommandSettings commands() {
        var maintainers = section.texts("maintainers");
        if (maintainers.isEmpty()) {
            section.missing(
                    "maintainers",
                    "who decides about contributions and gives the go for a first one, a list of repository permissions"
                            + " or teams such as - maintain. An empty list would let in nobody or everybody, so it is"
                            + " refused");
        }
        var triagers = section.texts("triagers");
        checkRoles("maintainers", maintainers);
        checkRoles("triagers", triagers);
        if (maintainers.contains("triage")) {
            section.problem(
                    "maintainers",
                    "`triage` makes triagers: an entry of `github.maintainers` must be stronger than that");
        }
        return new CommandSettings(
                maintainers,
                triagers.isEmpty() ? List.of("triage") : triagers,
                section.number("commands-per-hour", CommandRules.USUAL.perHour(), 1, 1000));
    }

    private void checkRoles(String key, List<String> entries) {
        for (var entry : entries) {
            try {
                Role.of(entry);
            } catch (IllegalArgumentException e) {
                section.problem(key, "an entry of `github." + key + "` " + e.getMessage());
            }
        }
    }

    private static void add(List<Secret> known, @Nullable Secret secret) {
        if (secret != null) {
            known.add(secret);
        }
    }
}
