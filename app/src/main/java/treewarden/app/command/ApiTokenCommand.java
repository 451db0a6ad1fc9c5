package treewarden.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import treewarden.store.ApiToken;
import treewarden.store.AuditEvent;
import treewarden.store.Transaction;
import treewarden.web.api.ApiScope;
import treewarden.web.api.NewApiToken;

/** Tokens for programs that use the API. */
@Command(
        name = "api-token",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes, lists and revokes the tokens with which programs use the API.",
        footer = {"", "Example:  treewarden api-token create dashboard --scope read --days 90"})
final class ApiTokenCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name what to do: create, list or revoke");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints it, once: only its SHA-256 is stored.")
    int create(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "NAME", description = "What its holder is called, in the audit too.") String name,
            @Option(
                            names = "--scope",
                            required = true,
                            split = ",",
                            description =
                                    "read: whatever the pages show to maintainers; operate: have jobs tried again and"
                                            + " cancelled.")
                    List<ApiScope> scopes,
            @Option(
                            names = "--days",
                            defaultValue = "90",
                            description = "How long it lasts (default: 90, at most 366).")
                    int days) {
        try (var database = AuditCommand.open(config)) {
            var made = make(name, scopes, days, database.clock().instant());
            var isNew = database.<Boolean>write(transaction -> {
                var added = transaction.apiTokens().add(made.kept());
                if (added) {
                    audit(
                            transaction,
                            "create-api-token",
                            name + " with " + scopes(made.kept()) + " until "
                                    + made.kept().expiresAt());
                }
                return added;
            });
            if (!isNew) {
                throw CommandFailed.bad("there is or was a token called " + name + "; choose another name");
            }
            spec.commandLine()
                    .getErr()
                    .println("This is the token, shown only now; whoever has it may " + scopes(made.kept()) + " until "
                            + made.kept().expiresAt() + ".");
            spec.commandLine().getOut().println(made.text());
            return 0;
        }
    }

    private static NewApiToken make(String name, List<ApiScope> scopes, int days, Instant now) {
        try {
            return NewApiToken.make(name, EnumSet.copyOf(scopes), Operator.name(), now, Duration.ofDays(days));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the tokens, without what they open.")
    int list(@Mixin ConfigOption config) {
        try (var database = AuditCommand.open(config)) {
            var now = database.clock().instant();
            var tokens = database.read(tables -> tables.apiTokens().list());
            var out = spec.commandLine().getOut();
            if (tokens.isEmpty()) {
                out.println("There is no token; `treewarden api-token create NAME --scope read` makes one.");
            }
            for (var token : tokens) {
                out.println(String.join(
                        "\t",
                        token.name(),
                        state(token, now),
                        scopes(token),
                        "by " + token.createdBy(),
                        token.usedAt() == null ? "never used" : "last used " + token.usedAt()));
            }
            return 0;
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "From now on the token opens nothing.")
    int revoke(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "NAME", description = "As `list` shows it.") String name) {
        try (var database = AuditCommand.open(config)) {
            var isRevoked = database.<Boolean>write(transaction -> {
                var revoked = transaction.apiTokens().revoke(name);
                if (revoked) {
                    audit(transaction, "revoke-api-token", name);
                }
                return revoked;
            });
            if (!isRevoked) {
                throw CommandFailed.bad("there is no token called " + name
                        + " that could be revoked; `treewarden api-token list` shows those that there are");
            }
            spec.commandLine().getOut().println("The token " + name + " opens nothing any more.");
            return 0;
        }
    }

    private static void audit(Transaction transaction, String action, String why) {
        transaction.actingFrom("command line");
        transaction.audit(AuditEvent.of(Operator.name(), action, why));
    }

    private static String scopes(ApiToken token) {
        return token.scopes().stream()
                .sorted()
                .collect(Collectors.joining(" and "))
                .toLowerCase(Locale.ROOT);
    }

    private static String state(ApiToken token, Instant now) {
        if (token.revokedAt() != null) {
            return "revoked " + token.revokedAt();
        }
        return (token.isValid(now) ? "until " : "expired ") + token.expiresAt();
    }
}
