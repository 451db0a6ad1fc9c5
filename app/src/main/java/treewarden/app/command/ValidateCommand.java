package treewarden.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import treewarden.taxonomy.CheckFiles;
import treewarden.taxonomy.CheckFiles.Checked;
import treewarden.taxonomy.LeafFiles;
import treewarden.taxonomy.Mending;
import treewarden.taxonomy.RuleSet;
import treewarden.taxonomy.SchemaChoice;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;
import treewarden.taxonomy.report.FindingsFormat;
import treewarden.taxonomy.report.GitHubFormat;
import treewarden.taxonomy.report.JsonFormat;
import treewarden.taxonomy.report.SarifFormat;
import treewarden.taxonomy.report.Summary;
import treewarden.taxonomy.report.TextFormat;

/** The checks of the bot, on files and folders. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Checks qna.yaml files, those given and those below given folders, as the bot checks a pull request."
                        + " Ends with 1 when there is an error, 0 when there is none.",
        footer = {
            "",
            "Example:  treewarden validate compositional_skills/writing/haiku",
            "Example:  treewarden validate --fix --schema latest ."
        })
final class ValidateCommand implements Callable<Integer> {
    /** How findings are written. */
    enum Format {
        TEXT(() -> new TextFormat(isPlain() ? TextFormat.Style.PLAIN : TextFormat.Style.COLOURED)),
        JSON(JsonFormat::new),
        GITHUB(GitHubFormat::new),
        SARIF(SarifFormat::new);

        private final Supplier<FindingsFormat> writer;

        Format(Supplier<FindingsFormat> writer) {
            this.writer = writer;
        }

        private static boolean isPlain() {
            return System.console() == null || System.getenv("NO_COLOR") != null;
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "text, json (an object for each file), github (annotations of a workflow) or sarif"
                    + " (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(
            names = "--schema",
            defaultValue = "declared",
            description = "declared: the version that each file names; latest: the newest (default: ${DEFAULT-VALUE}).")
    private SchemaChoice schema = SchemaChoice.DECLARED;

    @Option(
            names = "--rules",
            defaultValue = "all",
            description = "all, or reference: only what the reference validator checks (default: ${DEFAULT-VALUE}).")
    private RuleSet rules = RuleSet.ALL;

    @Option(
            names = "--lint-config",
            paramLabel = "FILE",
            description = "A yamllint configuration in place of the community's.")
    private @Nullable Path lintConfig;

    @Option(
            names = "--fix",
            description =
                    "Mend what can be mended mechanically, in place, then tell what is left. With --schema latest,"
                            + " leaves of older versions become leaves of the newest as far as a machine can take them.")
    private boolean fix;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<String> paths = List.of();

    private final LeafFiles files =
            new LeafFiles(ValidationConfig.defaults().limits().bytes());

    @Override
    public Integer call() throws IOException {
        var validator = validator();
        var check = new CheckFiles(validator, files, Runtime.getRuntime().availableProcessors());
        var found = found();
        var checked = check.check(found);
        var mended = fix ? new MendFiles(files, new Mending(validator), err()).mend(checked) : 0;
        if (mended > 0) {
            checked = check.check(found);
            sayWhatIsLeft(checked);
        }
        return write(checked);
    }

    private void sayWhatIsLeft(List<Checked> checked) {
        var left =
                checked.stream().mapToInt(each -> each.leaf().findings().size()).sum();
        var err = err();
        err.println(
                switch (left) {
                    case 0 -> "nothing is left to mend";
                    case 1 -> "1 finding is left, which only a person can mend";
                    default -> left + " findings are left, which only a person can mend";
                });
        err.flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private Validator validator() {
        try {
            return Validator.of(new ValidationConfig(
                    schema,
                    rules,
                    lintText(),
                    Map.of(),
                    ValidationConfig.defaults().limits()));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(lintConfig + ": " + e.getMessage());
        }
    }

    private @Nullable String lintText() {
        if (lintConfig == null) {
            return null;
        }
        try {
            return Files.readString(lintConfig);
        } catch (IOException e) {
            throw CommandFailed.usage("the lint configuration " + lintConfig + " cannot be read (" + e + ")");
        }
    }

    private List<LeafFiles.Found> found() {
        try {
            return files.find(paths);
        } catch (LeafFiles.NoSuchPath e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private int write(List<Checked> checked) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var writer = format.writer.get();
        var text = new StringBuilder(1 << 16);
        var summary = Summary.NOTHING;
        for (var each : checked) {
            writer.write(each.leaf(), Optional.of(each.bytes()), text);
            summary = summary.plus(each.leaf());
        }
        writer.end(summary, text);
        out.print(text);
        out.flush();
        if (out.checkError()) {
            throw new UncheckedIOException(new IOException("the findings could not be written to standard output"));
        }
        return summary.errors() > 0 ? 1 : 0;
    }
}
