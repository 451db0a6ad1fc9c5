package treewarden.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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
import treewarden.taxonomy.Fixes;
import treewarden.taxonomy.LeafFiles;
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
            "Example:  treewarden validate --fix --format github ."
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

    @Option(names = "--fix", description = "Mend what can be mended mechanically, in place, then tell what is left.")
    private boolean fix;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<String> paths = List.of();

    @Override
    public Integer call() throws IOException {
        var check = check();
        var found = found();
        var checked = check.check(found);
        if (fix) {
            mend(checked);
            checked = check.check(found);
        }
        return write(checked);
    }

    private final LeafFiles files =
            new LeafFiles(ValidationConfig.defaults().limits().bytes());

    private CheckFiles check() {
        try {
            var config = new ValidationConfig(
                    schema,
                    rules,
                    lintText(),
                    Map.of(),
                    ValidationConfig.defaults().limits());
            return new CheckFiles(
                    Validator.of(config), files, Runtime.getRuntime().availableProcessors());
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

    private void mend(List<Checked> checked) {
        var mended = new ArrayList<String>();
        for (var each : checked) {
            var own = each.leaf().findings().stream()
                    .filter(finding -> finding.path().equals(each.leaf().path()))
                    .toList();
            var fixed = Fixes.apply(each.bytes(), own);
            if (fixed.applied() > 0) {
                replace(each.file().file(), fixed.bytes());
                mended.add(each.file().path());
            }
        }
        var err = spec.commandLine().getErr();
        mended.forEach(path -> err.println("mended " + path));
        err.flush();
    }

    /** The file is whole at every moment, the old one or the new one. */
    private static void replace(Path file, byte[] bytes) {
        try {
            var written = Files.createTempFile(file.toAbsolutePath().getParent(), ".qna", ".yaml");
            Files.write(written, bytes);
            Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(file));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandFailed.bad(file + " cannot be written (" + e + ")");
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
