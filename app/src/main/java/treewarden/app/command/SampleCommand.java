package treewarden.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import treewarden.app.sdg.OpenSdg;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.SampleReport;
import treewarden.sdg.SampleLimits;
import treewarden.sdg.SampleRequest;
import treewarden.sdg.Sampler;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.cache.CacheException;
import treewarden.sdg.teacher.TeacherException;
import treewarden.sdg.token.UnusableTokenizer;
import treewarden.taxonomy.CheckFiles;
import treewarden.taxonomy.LeafFiles;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;

/** Lets a teacher make a trial sample of leaves on disk, as the bot does for a pull request. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Lets a teacher generate a small sample of a leaf, or of every leaf below a folder.",
        footer = {
            "",
            "Example:  treewarden sample --teacher http://localhost:8000/v1 --model mixtral \\",
            "            compositional_skills/writing/haiku"
        })
final class SampleCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON
    }

    /** Leaves on disk belong to no pull request. */
    private static final ContributionId NONE = new ContributionId(0, 0);

    private static final CommitId NO_COMMIT = new CommitId("0".repeat(40));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TeacherOptions teacher = new TeacherOptions();

    @Mixin
    private DocumentOptions documents = new DocumentOptions();

    @Option(
            names = "--rows",
            defaultValue = "10",
            description = "Rows to ask for, for each leaf (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--format", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Parameters(paramLabel = "PATH", description = "A qna.yaml, or a folder with leaves.")
    private String path = "";

    @Override
    public Integer call() {
        if (rows < 1 || rows > 1000) {
            throw CommandFailed.usage("--rows must be from 1 to 1000");
        }
        var leaves = leaves();
        var environment = System.getenv();
        var settings = teacher.settings(environment);
        try (var sdg = OpenSdg.open(
                        settings, documents.places(environment), teacher.cache(environment), Clock.systemUTC());
                var progress = ProgressBar.onStandardError("sampling")) {
            var limits = SampleLimits.USUAL.withRows(rows).withContextTokens(settings.contextTokens());
            var report = new Sampler(sdg::teacher, sdg.pipelines(), sdg.documents(), limits, sdg.hedging())
                    .sample(new SampleRequest(NONE, NO_COMMIT, leaves, List.of()), progress);
            progress.close();
            write(report);
            return report.kept() > 0 ? 0 : 1;
        } catch (PipelineException | UnusableTokenizer | IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        } catch (TeacherException | CacheException e) {
            throw CommandFailed.bad(String.valueOf(e.getMessage()));
        }
    }

    private List<Leaf> leaves() {
        var limits = ValidationConfig.defaults().limits();
        var files = new LeafFiles(limits.bytes());
        var check = new CheckFiles(Validator.of(ValidationConfig.defaults()), files, 1);
        var leaves = new ArrayList<Leaf>();
        for (var checked : check.check(found(files))) {
            var leaf = checked.leaf();
            var first = leaf.findings().stream().filter(Finding::isError).findFirst();
            if (first.isPresent()) {
                throw CommandFailed.bad(leaf.path() + ":" + first.get().at().line() + ": "
                        + first.get().message() + " Run treewarden validate " + leaf.path() + " to see all.");
            }
            if (leaf.leaf() != null) {
                leaves.add(leaf.leaf());
            }
        }
        if (leaves.isEmpty()) {
            throw CommandFailed.bad("there is no leaf at " + path + "; a leaf is a folder with a qna.yaml");
        }
        return leaves;
    }

    private List<LeafFiles.Found> found(LeafFiles files) {
        try {
            return files.find(List.of(path));
        } catch (LeafFiles.NoSuchPath e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private void write(SampleReport report) {
        var out = spec.commandLine().getOut();
        if (format == Format.TEXT) {
            new SampleText(out).write(report);
        } else {
            try {
                out.println(new ObjectMapper()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(report));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a report is always JSON", e);
            }
        }
        out.flush();
    }
}
