package treewarden.app.command;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.generate.GenerateProgress;
import treewarden.app.generate.GenerateText;
import treewarden.app.generate.NameData;
import treewarden.app.generate.ReadTaxonomy;
import treewarden.app.generate.TaxonomyFolder;
import treewarden.app.sdg.OpenSdg;
import treewarden.domain.Finding;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.cache.CacheException;
import treewarden.sdg.document.RememberPassages;
import treewarden.sdg.engine.Assumptions;
import treewarden.sdg.engine.EngineLimits;
import treewarden.sdg.engine.EngineSettings;
import treewarden.sdg.generate.EstimateData;
import treewarden.sdg.generate.GenerateData;
import treewarden.sdg.generate.GenerateException;
import treewarden.sdg.generate.GenerateParts;
import treewarden.sdg.generate.GenerateRequest;
import treewarden.sdg.teacher.Prices;
import treewarden.sdg.teacher.TeacherException;
import treewarden.sdg.token.UnusableTokenizer;

/** Turns a taxonomy into training data. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Turns a taxonomy into the training data of the LAB method: rows of a teacher, judged, checked, mixed.",
            "Killed or cancelled it loses nothing: run again, it asks only for what is missing.",
            "docs/generating-data.md says more about each option, and what each file in the folder is."
        },
        footer = {
            "",
            "Example:  treewarden generate --taxonomy ~/taxonomy --out data \\",
            "            --teacher http://localhost:8000/v1 --model mixtral --concurrency 64",
            "          add --dry-run to see first how many requests and tokens that takes"
        })
final class GenerateCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TeacherOptions teacher = new TeacherOptions();

    @Mixin
    private DocumentOptions documents = new DocumentOptions();

    @Mixin
    private MixOptions mix = new MixOptions();

    @Option(names = "--taxonomy", required = true, paramLabel = "DIR", description = "The root of the taxonomy.")
    private Path taxonomy = Path.of("");

    @Option(
            names = "--base",
            defaultValue = ReadTaxonomy.EMPTY,
            paramLabel = "REF",
            description =
                    "Only leaves that differ from this commit, branch or tag; ${DEFAULT-VALUE} for all (default).")
    private String base = ReadTaxonomy.EMPTY;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the data goes: a new or empty folder, or that of a run before.")
    private Path out = Path.of("");

    @Option(
            names = "--skip-invalid",
            description = "Leave out leaves that have errors. Without it, one such leaf stops the start.")
    private boolean skipInvalid;

    @Option(
            names = "--dry-run",
            description = "Only estimate requests, tokens and time. Documents are fetched; the teacher is not asked.")
    private boolean dryRun;

    @Option(
            names = "--max-tokens",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "Use no more tokens than this for the data in this folder, over all runs until it is complete; 0 for"
                            + " no limit (default).")
    private long maxTokens;

    @Option(
            names = "--price",
            paramLabel = "READ/WRITTEN",
            description =
                    "What the teacher asks for a million tokens read and written, in euros or another currency, such as"
                            + " 0.2/0.6 or 0.2/0.6/USD: shows the cost.")
    private @Nullable String price;

    @Option(names = "--format", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        if (maxTokens < 0) {
            throw CommandFailed.usage("--max-tokens must not be negative");
        }
        var found = new ReadTaxonomy(taxonomy).changedSince(base);
        refuseInvalid(found);
        try {
            return with(found, System.getenv());
        } catch (PipelineException | UnusableTokenizer | IllegalArgumentException e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        } catch (TeacherException e) {
            throw CommandFailed.bad(e.getMessage() + ". What was answered is kept: run it again to go on");
        } catch (GenerateException | CacheException e) {
            throw CommandFailed.bad(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            throw CommandFailed.bad("cancelled. What was answered is kept: run it again to go on");
        }
    }

    private void refuseInvalid(TaxonomyFolder found) {
        if (!found.invalid().isEmpty() && !skipInvalid) {
            var leaf = found.invalid().get(0);
            var first = leaf.findings().stream().filter(Finding::isError).findFirst();
            throw CommandFailed.bad(leaf.path()
                    + first.map(finding -> ":" + finding.at().line() + ": " + finding.message())
                            .orElse("")
                    + " "
                    + (found.invalid().size() == 1
                            ? "This leaf has"
                            : found.invalid().size() + " leaves have")
                    + " errors: run treewarden validate " + taxonomy + " to see all, or add --skip-invalid");
        }
        if (found.leaves().isEmpty()) {
            throw CommandFailed.bad(
                    base.equals(ReadTaxonomy.EMPTY)
                            ? "there is no leaf below " + taxonomy + "; a leaf is a folder with a qna.yaml"
                            : "no leaf differs from " + base);
        }
    }

    private int with(TaxonomyFolder found, Map<String, String> environment) {
        var settings = teacher.settings(environment);
        var text = new GenerateText(spec.commandLine().getOut(), found, prices());
        try (var sdg = OpenSdg.open(
                        settings, documents.places(environment), teacher.cache(environment), Clock.systemUTC());
                var progress = GenerateProgress.onStandardError()) {
            sdg.pipelines().warnings().forEach(progress::stage);
            var name = NameData.of(found.leaves(), sdg.pipelines(), settings.model());
            var engine = EngineSettings.of(limits(settings.contextTokens(), sdg.concurrency()))
                    .withTokens(sdg.promptTokens())
                    .withHedging(sdg.hedging());
            var parts = new GenerateParts(
                    sdg.teacher(),
                    sdg.cache(),
                    sdg.pipelines(),
                    new RememberPassages(sdg.documents()),
                    sdg.finished(),
                    engine,
                    mix.quality(settings.language()),
                    mix.settings(name, settings.language()),
                    Clock.systemUTC());
            var request = new GenerateRequest(found.leaves(), out).withMaxTokens(maxTokens);
            var expected = new EstimateData(parts, Assumptions.USUAL).estimate(request, progress);
            if (dryRun) {
                progress.close();
                if (format == Format.JSON) {
                    text.json(expected, sdg.concurrency());
                } else {
                    text.estimate(expected, sdg.concurrency());
                }
                return 0;
            }
            progress.expect(expected.estimate().requests());
            var report = new GenerateData(parts).run(request, progress);
            progress.close();
            if (format == Format.JSON) {
                text.json(report, progress);
            } else {
                text.summary(report, progress, out);
            }
            return report.kept() > 0 ? 0 : 1;
        }
    }

    private @Nullable Prices prices() {
        if (price == null) {
            return null;
        }
        var parts = price.split("/", -1);
        try {
            if (parts.length == 2 || parts.length == 3) {
                return new Prices(
                        new BigDecimal(parts[0]), new BigDecimal(parts[1]), parts.length == 3 ? parts[2] : "EUR");
            }
        } catch (IllegalArgumentException e) {
            throw badPrice();
        }
        throw badPrice();
    }

    private CommandFailed badPrice() {
        return CommandFailed.usage(
                "--price must be two prices for a million tokens, read and written, such as 0.2/0.6, and is " + price);
    }

    private static EngineLimits limits(int contextTokens, int concurrency) {
        return new EngineLimits(2, contextTokens, Math.max(6, 2 * concurrency), EngineLimits.USUAL_ROWS);
    }
}
