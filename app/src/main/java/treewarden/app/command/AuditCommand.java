package treewarden.app.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.config.Config;
import treewarden.app.serve.OpenDatabase;
import treewarden.store.AuditFilter;
import treewarden.store.AuditVerdict;
import treewarden.store.Database;
import treewarden.web.audit.AuditFormat;
import treewarden.web.audit.WriteAudit;

/** Who decided what: whether the record of it is as it was written, and all of it as a file. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks the record of who decided what, or writes it out.",
        footer = {"", "Example:  treewarden audit verify --config /etc/treewarden/treewarden.yaml"})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name what to do: verify or export");
    }

    /** Opens the configured database, which must be as this program knows it; the service may be running. */
    static Database open(ConfigOption config) {
        return open(config.read());
    }

    static Database open(Config config) {
        var database = OpenDatabase.beside(config.database(), Clock.systemUTC());
        if (database.isOutdated()) {
            database.close();
            throw CommandFailed.usage(
                    "the database is of an older version; bring it up to date with `treewarden migrate`, then try again");
        }
        return database;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Reads the whole chain of hashes. Exit code 0: every row is as it was written; 1: one is not,"
                    + " and its number is named.")
    int verify(@Mixin ConfigOption config) {
        try (var database = open(config)) {
            var verdict = database.read(tables -> tables.audit().verify());
            if (verdict instanceof AuditVerdict.Broken broken) {
                throw CommandFailed.bad("the audit was changed at row " + broken.number() + ": " + broken.what()
                        + " Compare with a backup, and look for who could write to the database");
            }
            var intact = (AuditVerdict.Intact) verdict;
            var out = spec.commandLine().getOut();
            out.println("The audit is intact: " + intact.entries() + (intact.entries() == 1 ? " row." : " rows."));
            out.println("Its last hash is " + intact.last()
                    + "; keep it elsewhere, and a cut end will be seen even if its note is cut with it.");
            out.flush();
            return 0;
        }
    }

    /** The forms, as they are written on the command line. */
    enum Format {
        CSV,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes every row, the earliest first.",
            footer = {"", "Example:  treewarden audit export --format csv --out audit.csv"})
    int export(
            @Mixin ConfigOption config,
            @Option(
                            names = "--format",
                            defaultValue = "json",
                            description =
                                    "csv, safe to open in a spreadsheet, or json (default), with every text as it is"
                                            + " stored.")
                    Format format,
            @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: standard output).")
                    @Nullable
                    Path file) {
        try (var database = open(config);
                var out = file == null ? standardOutput() : new BufferedOutputStream(Files.newOutputStream(file))) {
            new WriteAudit(database, AuditFilter.ALL).to(out, AuditFormat.valueOf(format.name()));
            out.flush();
            return 0;
        } catch (IOException e) {
            throw CommandFailed.bad(
                    "the audit could not be written" + (file == null ? "" : " to " + file) + ": " + e.getMessage());
        }
    }

    /** It stays open for whoever comes after us. */
    private static OutputStream standardOutput() {
        return new BufferedOutputStream(System.out) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
